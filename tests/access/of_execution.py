"""Who may do what at the addresses of undertakings: an instruction nobody outside sees yet, and a public one with an accepted photograph."""

from typing import Any

from casework import door
from execution.models import Evidence, Undertaking
from execution.reports.actions import Proof
from execution.undertakings import actions
from tests.access.table import ANYBODY, ASK, Page, Thing, missing, page, public
from tests.access.world import World
from tests.execution.conftest import photo
from tests.story import LONG, waiting_of

CONTROLLER = {"committee_secretary"}
INSIDE = CONTROLLER | {"stranger", "auditor"}
SECRET = "Закрытое-поручение"
SECRET_REPORT = "Закрытый-отчёт"


def closed(world: World) -> tuple[int]:
    return (Undertaking.objects.get(title=SECRET).pk,)


def opened(world: World) -> tuple[int]:
    return (Undertaking.objects.get(title="Открытое поручение").pk,)


def photo_of(title: str) -> Any:
    return lambda world: (Evidence.objects.get(report__undertaking__title=title).pk,)


def act() -> Page:
    """An act of the controller: to everybody else the address does not exist."""
    return page(ASK, Thing("closed", closed, CONTROLLER), Thing("public", opened, CONTROLLER), missing())


def picture() -> Page:
    return public(
        Thing("closed", photo_of(SECRET), INSIDE), Thing("public", photo_of("Открытое поручение"), ANYBODY), missing()
    )


TABLE: dict[str, Page] = {
    "undertakings": public(),
    "undertaking": public(Thing("closed", closed, INSIDE), Thing("public", opened, ANYBODY), missing()),
    "undertaking_suspend": act(),
    "undertaking_resume": act(),
    "undertaking_give_up": act(),
    "undertaking_drop": act(),
    "undertaking_reassign": act(),
    "evidence": picture(),
    "evidence_picture": picture(),
    "proposal_give_up": page(
        ASK, Thing("supported", lambda w: (w.decided.pk,), {"signer"}), Thing("other", lambda w: (w.scoring.pk,), set()), missing()
    ),
}  # fmt: skip


def furnish(world: World) -> None:
    """Two instructions to the stranger's organisation, each reported on."""
    worker, secretary = world.people["stranger"], world.people["committee_secretary"]
    for title, is_public in ((SECRET, False), ("Открытое поручение", True)):
        row = actions.give(
            kind=Undertaking.Kind.INSTRUCTION, title=title, source="Решение", controller="role:committee_secretary",
            organization=world.others, by=secretary, is_public=is_public,
        )  # fmt: skip
        step(worker, row, "accept")
        words = f"{LONG if is_public else SECRET_REPORT} сделано полностью и в срок"
        step(worker, row, "report", done_text=words, evidence=[Proof(photo(), "двор")])
        if is_public:
            step(secretary, row, "check", outcome="done")


class Answers:
    """What the page's form would have cleaned."""

    def __init__(self, **cleaned: Any) -> None:
        self.cleaned_data = cleaned

    def is_valid(self) -> bool:
        return True

    def add_error(self, name: Any, error: Any) -> None:
        raise AssertionError(error)


def step(who: Any, row: Undertaking, node: str, **cleaned: Any) -> None:
    answers = Answers(**cleaned)
    door.act_on_task(waiting_of(who, row.case, node).pk, by=who, token=None, form_of=lambda step, subject: answers)
