"""An appeal against the conclusion about a proposal: what stands still meanwhile, and where it leads back to (PP-36, регламент 8.7)."""

from typing import Any

from casework import deadlines
from casework.appealing import is_appealed
from casework.door import Refused
from casework.locking import locked
from casework.models import Waiting
from casework.reentering import reenter_case
from committee.agenda import actions as agenda
from documents.models import Document
from expertise.appeals import actions as conclusions
from expertise.appeals import appealing as conclusion
from expertise.models import Expertise
from journal.record import move
from negotiations.examination.models import Examination
from negotiations.proposals.actions import is_being_drawn_up
from negotiations.proposals.models import Proposal
from programme.models import Person

Status = Proposal.Status
STANDING_STILL = ["improve", "include", "initiative"]  # PP-21, PP-23, PP-25
VOTING = (
    "Комитет голосует или оформляет решение по этому предложению: решение по апелляции исполняется после его итога."
)


def proposal_of(expertise: Expertise) -> Proposal | None:
    """The proposal whose last expertise it is."""
    return Proposal.objects.filter(expertise=expertise).select_related("case").first()


def stands(expertise: Expertise) -> bool:
    """Is it published, and does the proposal still follow from it?"""
    proposal = proposal_of(expertise)
    following = (Status.REWORK, Status.RECOMMENDED, Status.NOT_RECOMMENDED, Status.ON_COMMITTEE)
    return expertise.status == Expertise.Status.PUBLISHED and proposal is not None and proposal.status in following


def stops(expertise: Expertise) -> str:
    """In words, for the determination."""
    return "доработка предложения, внесение в повестку комитета и сдача в архив по сроку"


def suspend(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """EX-19, and the clocks of the proposal stop."""
    proposal = proposal_of(expertise)
    assert proposal is not None, "only the conclusion about a proposal is appealed here"
    with locked(proposal.case.pk):
        for waiting in _steps(proposal).filter(paused_at=None, due_at__isnull=False):
            deadlines.pause(waiting)
    if Expertise.objects.get(pk=expertise.pk).status == Expertise.Status.PUBLISHED:
        conclusions.contest(expertise, by=by, ground=ground)


def resume(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """EX-20, and the clocks run on; not as long as another appeal about the same conclusion runs."""
    if is_appealed(expertise):
        return
    _run_on(expertise)
    conclusions.let_stand(expertise, by=by, ground=ground)


def _run_on(expertise: Expertise) -> None:
    proposal = proposal_of(expertise)
    assert proposal is not None, "only the conclusion about a proposal is appealed here"
    with locked(proposal.case.pk):
        for waiting in _steps(proposal).exclude(paused_at=None):
            deadlines.resume(waiting)


def _steps(proposal: Proposal) -> Any:
    rows = Waiting.objects.open().filter(process=proposal.case).select_related("task")
    wanted = [row.pk for row in rows if row.task.flow_task.name in STANDING_STILL]
    return Waiting.objects.filter(pk__in=wanted)


def satisfy(
    expertise: Expertise, *, remedy: str, by: Person | None, ground: str, paper: Document | None = None
) -> None:
    """EX-21 or EX-24, and PP-36. Not while a vote is on."""
    proposal = proposal_of(expertise)
    assert proposal is not None, "only the conclusion about a proposal is appealed here"
    with locked(proposal.case.pk):
        proposal = Proposal.objects.select_related("case").get(pk=proposal.pk)
        _leave_committee(proposal, by, ground)
        if new := conclusion.change(expertise, remedy=remedy, by=by, ground=ground, paper=paper):
            proposal.expertise = new
            proposal.save(update_fields=["expertise"])
            version = expertise.examination.version
            Examination.objects.create(proposal=proposal, version=version, expertise=new)
        move(proposal.return_to_expertise, "Предложение возвращено на экспертизу по апелляции", by=by, ground=ground)
        reenter_case(proposal.case, "assessed_again")


def _leave_committee(proposal: Proposal, by: Person | None, ground: str) -> None:
    """A question nobody has voted on yet is taken off the agenda. Raises Refused while a vote is on or being drawn up."""
    item = proposal.agenda_item
    if is_being_drawn_up(proposal):
        raise Refused(VOTING)
    if proposal.status != Status.ON_COMMITTEE or item is None or item.is_settled:
        return
    if item.status == item.Status.VOTING:
        raise Refused(VOTING)
    agenda.withdraw_item(item, ground=ground, by=by)


RULES = conclusion.rules(
    stands=stands, satisfy=satisfy, stops=stops, suspend=suspend, resume=resume,
)  # fmt: skip
