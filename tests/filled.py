"""Which forms and addresses a run fills in right and which wrong: noted by every process of the run, compared when all are over.

A form is right when its own questions are answered (`is_valid`), wrong when they are not; an address is right when a POST is answered
below 400, wrong when it is refused. What no test fills is named with its side. `tests/unfilled.txt` holds what is still owed from
before: a new form or address is never added there, and whatever a whole run has filled is taken out:

    python -m tests.filled --settle
"""

import os
import sys
from collections.abc import Iterable
from functools import wraps
from pathlib import Path
from typing import Any

FOLDER = "SOGLASIE_FILLED"  # in the environment of a whole run: where its processes write
DEBTS = Path(__file__).with_name("unfilled.txt")
RIGHT, WRONG = "right", "wrong"
# Forms others are made of: nobody is shown one of these, nor one whose name begins with an underscore.
BASES = {
    "casework.forms.AskForm",
    "consultations.topics.forms.SubjectForm",
    "documents.signatures.forms.ConfirmedForm",
    "documents.signatures.forms.SigningForm",
    "execution.outreach.forms.PlanForm",
    "execution.undertakings.forms.GroundForm",
    "expertise.panels.forms.OneExpertForm",
    "negotiations.contributions.forms.TermsForm",
    "negotiations.supplements.forms.SupplementForm",
    "programme.appointments.forms.RoleForm",
    "programme.imports.plan.RowForm",
    "programme.installation.forms.SettingsForm",
    "programme.lists.forms.RowsForm",
}

Note = tuple[str, str]  # the side, and the name of the form or «POST <name of the address>»


def name_of(form: type) -> str:
    """The address of a form class."""
    return f"{form.__module__}.{form.__qualname__}"


def watch(notes: set[Note]) -> None:
    """From now on every form that is asked and every POST that is answered leaves a note."""
    from django.core.handlers.base import BaseHandler
    from django.forms import BaseForm

    full_clean, get_response = BaseForm.full_clean, BaseHandler.get_response

    @wraps(full_clean)
    def asked(form: Any) -> None:
        full_clean(form)
        if form.is_bound:
            notes.add((WRONG if form._errors else RIGHT, name_of(type(form))))
            if not form.fields:
                notes.add((WRONG, name_of(type(form))))  # a lone button cannot be filled in wrong

    @wraps(get_response)
    def answered(handler: Any, request: Any) -> Any:
        response = get_response(handler, request)
        if request.method == "POST" and (match := request.resolver_match) and match.url_name:
            notes.add((RIGHT if response.status_code < 400 else WRONG, f"POST {match.url_name}"))
        return response

    BaseForm.full_clean, BaseHandler.get_response = asked, answered


def pytest_sessionstart(session: Any) -> None:
    """Only a whole run is asked for what it fills."""
    if folder := os.environ.get(FOLDER):
        session.config.filled = set()
        session.config.filled_folder = Path(folder)
        watch(session.config.filled)


def pytest_sessionfinish(session: Any) -> None:
    """Each process leaves a file."""
    if notes := getattr(session.config, "filled", None):
        folder = session.config.filled_folder
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{os.getpid()}.txt").write_text("".join(f"{side} {name}\n" for side, name in sorted(notes)))


def read(lines: Iterable[str]) -> set[Note]:
    """Notes out of their lines."""
    notes = set()
    for line in lines:
        side, _, name = line.strip().partition(" ")
        if name:
            notes.add((side, name))
    return notes


def gathered(folder: Path) -> set[Note]:
    """What all processes have noted."""
    return {note for file in folder.glob("*.txt") for note in read(file.read_text().splitlines())}


def demanded() -> set[Note]:
    """Both sides of every form of the project and of every address of the access matrix that takes a POST."""
    from tests.access.table import TABLE
    from tests.forms import every_form

    forms = {name_of(form) for form in every_form() if not form.__name__.startswith("_")} - BASES
    posts = {f"POST {name}" for name, page in TABLE.items() if "POST" in page.methods}
    return {(side, name) for name in forms | posts for side in (RIGHT, WRONG)}


def unfilled(wanted: set[Note], filled: set[Note], owed: set[Note]) -> list[str]:
    """What nobody has filled in and nobody owes, in words (Russian)."""
    words = {RIGHT: "верно", WRONG: "с ошибкой"}
    return [
        f"{name}: никто не заполнил {words[side]}"
        for side, name in sorted(wanted - filled - owed, key=lambda note: note[::-1])
    ]


def main(arguments: list[str]) -> int:
    """The last check of a whole run. `--settle` takes out of the debts what has been filled."""
    import django

    import tests.environment  # noqa: F401 - sets the surroundings that settings read

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    noted, owed = gathered(Path(os.environ.get(FOLDER, "var/filled"))), read(DEBTS.read_text().splitlines())
    wanted = demanded()
    if "--settle" in arguments:
        left = sorted((owed & wanted) - noted, key=lambda note: note[::-1])
        DEBTS.write_text("".join(f"{side} {name}\n" for side, name in left))
        print(f"Осталось: {len(left)} из {len(wanted)}.")
        return 0
    problems = unfilled(wanted, noted, owed)
    print(
        "\n".join(problems)
        or f"Каждая форма заполнена верно и с ошибкой, кроме {len((owed & wanted) - noted)} прежних сторон."
    )
    return bool(problems)


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parent.parent))
    sys.exit(main(sys.argv[1:]))
