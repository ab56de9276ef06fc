"""A refusal of admission can be appealed (PP-08, PP-09 → PP-10, PP-38)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework import roles
from casework.appealing import Remedy, Rules
from documents.models import Document
from journal.models import Entry
from journal.record import key
from negotiations.examination import actions
from negotiations.proposals.models import Proposal
from programme.access import holds
from programme.models import Organization, Person

Status = Proposal.Status


def stands(proposal: Proposal) -> bool:
    """Is it refused, and has nobody set the refusal aside?"""
    return (
        proposal.status in (Status.REJECTED, Status.ARCHIVED)
        and proposal.refusal is not None
        and not proposal.refusal.is_annulled
    )


def received_at(proposal: Proposal) -> datetime | None:
    """The refusal is delivered into the cabinet when it is given."""
    return proposal.refusal.reserved_at if proposal.refusal else None


def may_appeal(proposal: Proposal, person: Any) -> bool:
    """Whoever signs for the applicant."""
    return holds(person, proposal.signer_key)


def appellant(proposal: Proposal, person: Person) -> Organization:
    """The applicant."""
    return proposal.organization


def respondent(proposal: Proposal) -> str:
    """The secretariat of the platform."""
    return roles.PLATFORM_SECRETARY


def took_part(proposal: Proposal) -> Collection[int]:
    """Whoever refused, and whoever has written remarks or checked it: the journal knows them all."""
    acted = Entry.objects.filter(subject=key(proposal), verb__in=["reject", "send_back", "lift_remarks"]).exclude(
        actor=None
    )
    return {proposal.created_by_id, *acted.values_list("actor", flat=True)}


def paper(proposal: Proposal) -> Document | None:
    """The refusal."""
    return proposal.refusal


def remedies(proposal: Proposal) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("check", "отменить отказ и вернуть на формальную проверку")]


def stops(proposal: Proposal) -> str:
    """PP-34 waits."""
    return "передача дела в архив"


def satisfy(proposal: Proposal, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """PP-10, PP-38."""
    actions.restore(proposal, by=by, ground=ground, paper=paper)


REFUSAL = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
    remedies=remedies, satisfy=satisfy, paper=paper, stops=stops,
)  # fmt: skip
