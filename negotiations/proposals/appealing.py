"""A committee's refusal of a proposal can be appealed (DC-09, DC-10, DC-13, PP-37)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework.appealing import Remedy, Rules, is_appealed
from casework.locking import locked
from committee.decisions import actions as decisions
from committee.models import BodyMember, Decision
from documents.models import Document
from negotiations.proposals.models import Proposal
from negotiations.proposals.revising import take_back
from programme.access import holds
from programme.models import Organization, Person

Status = Proposal.Status


def proposal_of(decision: Decision) -> Proposal | None:
    """The proposal it refuses, if that is what its question was about last."""
    rows = Proposal.objects.filter(agenda_item=decision.item_id, status=Status.DECLINED)
    return rows.select_related("organization", "case").first()


def about(decision: Decision) -> str:
    """What was refused: the paper names its number beside."""
    proposal = proposal_of(decision)
    assert proposal is not None, "asked of a refusal only"
    return proposal.title


def stands(decision: Decision) -> bool:
    """Is it known to everybody, and is the proposal refused by it?"""
    known = (Decision.Status.PUBLISHED, Decision.Status.APPEALED)
    return decision.status in known and proposal_of(decision) is not None


def received_at(decision: Decision) -> datetime | None:
    """The decision is published and handed over with its sitting."""
    return decision.published_at


def may_appeal(decision: Decision, person: Any) -> bool:
    """Whoever signs for the applicant."""
    proposal = proposal_of(decision)
    return proposal is not None and holds(person, proposal.signer_key)


def appellant(decision: Decision, person: Person) -> Organization:
    """The applicant."""
    proposal = proposal_of(decision)
    assert proposal is not None, "asked of a refusal only"
    return proposal.organization


def respondent(decision: Decision) -> str:
    """The secretary answers for the body."""
    return decision.line.meeting.body.key_of(BodyMember.Role.SECRETARY)


def took_part(decision: Decision) -> Collection[int]:
    """Everybody on the roll of a vote about it, whoever presided, and whoever has signed its paper."""
    people = set(decision.line.ballots.values_list("seats__member__person", flat=True))
    people |= {seat.person_id for seat in (decision.line.presiding, decision.line.meeting.presiding) if seat}
    if decision.document:
        people |= set(decision.document.signature_requests.values_list("person", flat=True))
    return people - {None}


def paper(decision: Decision) -> Document | None:
    """The decision."""
    return decision.document


def remedies(decision: Decision) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("again", "отменить решение и вернуть предложение в комитет")]


def stops(decision: Decision) -> str:
    """In words, for the ruling."""
    return "исполнение решения и передача дела в архив"


def suspend(decision: Decision, *, by: Person | None, ground: str) -> None:
    """DC-09."""
    decisions.contest(decision, by=by, ground=ground)


def resume(decision: Decision, *, by: Person | None, ground: str) -> None:
    """DC-13; not as long as another appeal against the same decision runs."""
    if not is_appealed(decision):
        decisions.let_stand(decision, by=by, ground=ground)


def satisfy(decision: Decision, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """DC-10 and PP-37: the secretary puts the question to the committee anew."""
    proposal = proposal_of(decision)
    assert proposal is not None, "asked of a refusal only"
    with locked(proposal.case.pk):
        proposal = Proposal.objects.select_related("case").get(pk=proposal.pk)
        decisions.set_aside(decision, by=by, ground=ground, verdict=paper)
        take_back(proposal, words="Предложение возвращено в комитет по апелляции", by=by, ground=ground)


REFUSAL = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
    remedies=remedies, satisfy=satisfy, paper=paper, stops=stops, suspend=suspend, resume=resume, about=about,
)  # fmt: skip
