"""Who may do what at the addresses of appeals, and an appeal that the office has not registered yet."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from appeals.filing.actions import attach
from appeals.models import Appeal, AppealFile
from negotiations.models import Proposal
from tests.access.table import APPLICANT, ASK, KNOWN, READ, Page, Thing, missing, only, page, public
from tests.access.world import World
from tests.appeals.conftest import file
from tests.negotiations.applications.test_attach import PDF
from tests.story import answer

SIDES = APPLICANT | {"platform_secretary"}
INSIDE = SIDES | {"clerk", "auditor"}


def filed(world: World) -> tuple[Any, ...]:
    return (Appeal.objects.get().pk,)


TABLE: dict[str, Page] = {
    "appeals": public(),
    "appeal_file": page(ASK, *only(KNOWN)),
    "appeal": public(Thing("filed", filed, INSIDE), missing()),
    "appeal_withdraw": page(ASK, Thing("filed", filed, {"signer"}), missing()),
    "appeal_evidence_add": page(ASK, Thing("filed", filed, SIDES), missing()),
    "appeal_postpone": page(ASK, Thing("filed", filed, set()), missing()),
    "appeal_evidence": page(READ, Thing("filed", lambda w: (AppealFile.objects.get().pk,), INSIDE), missing()),
}


def furnish(world: World) -> None:
    """A refused proposal, appealed with a file."""
    secretary, signer = world.people["platform_secretary"], world.people["signer"]
    proposal = world.submitted("Забор")
    answer(
        secretary,
        proposal.case,
        "check",
        outcome="reject",
        ground="off_purpose",
        explanation="Проект не о городской среде, а о частном доме.",
    )
    appeal = file(signer, Proposal.objects.get(pk=proposal.pk))
    attach(appeal, by=signer, evidence=SimpleUploadedFile("Расписка.pdf", PDF))
