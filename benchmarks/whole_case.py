"""M2: a whole case, submit → three reviews → join → committee → decision; beside the same rows by the bare ORM."""

from typing import Any

from benchmarks import bare, rows
from benchmarks.clockwork import Line, compare, queries, race
from benchmarks.flows import WholeFlow, watched
from benchmarks.people import cast
from casework import door

BLOCK = 8


def through_the_door(times: int) -> None:
    """Six acts of five people."""
    people = cast()
    for _ in range(times):
        form = WholeFlow.start.form({"title": "Дело"}, by=people.applicant)
        assert form.is_valid()
        matter = door.start_case(WholeFlow.start, by=people.applicant, form=form, token=None)
        for pk, reviewer in zip(watched.pop(matter.case.pk), people.reviewers, strict=True):
            _answer(pk, reviewer)
        for _step in ("hear", "decide"):
            [pk] = watched.pop(matter.case.pk)
            _answer(pk, people.moderator)


def _answer(pk: int, by: Any) -> None:
    def filled(node: Any, subject: Any) -> Any:
        return node.form({"word": "да"}, subject=subject, by=by)

    form = door.act_on_task(pk, by=by, token=None, form_of=filled)
    assert form.is_valid(), form.errors


def measure(full: bool) -> list[Line]:
    """Time and queries beside the bare ORM."""
    engines = {"мы": through_the_door, "голый ORM": bare.whole_case}
    rows.require_equal(engines)
    counts = {name: queries(engine) for name, engine in engines.items()}
    series = race(engines, block=BLOCK)
    notes = {"голый ORM": f"запросов {counts['мы']} против {counts['голый ORM']}"}
    return compare("M2 целое дело", series, ours="мы", target={"голый ORM": "≤ 1,3; ≤ 60 запросов"}, notes=notes)
