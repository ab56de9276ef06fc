"""An appeal against the conclusion about a proposal: what stands still meanwhile, and where it leads back to (PP-36, регламент 8.7)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework import deadlines
from casework.appealing import Remedy, Rules, is_appealed
from casework.door import Refused
from casework.locking import locked
from casework.models import Waiting
from casework.reentering import reenter_case
from committee.agenda import actions as agenda
from documents.models import Document
from expertise.appeals import actions as conclusions
from expertise.models import ExpertAssignment, Expertise
from expertise.roles import COORDINATOR
from journal.record import move
from negotiations.examination.models import Examination
from negotiations.proposals.actions import is_being_drawn_up
from negotiations.proposals.models import Proposal
from programme.models import Organization, Person

Status = Proposal.Status
STANDING_STILL = ["improve", "include", "initiative"]  # PP-21, PP-23, PP-25
REPEAT, CORRECT, WITHOUT = "repeat", "correct", "without:"
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


def may_appeal(expertise: Expertise, person: Person) -> bool:
    """Whoever signs for the applicant."""
    return expertise.applicant_key in person.capacity_keys()


def appellant(expertise: Expertise, person: Person) -> Organization:
    """The applicant."""
    return expertise.applicant


def respondent(expertise: Expertise) -> str:
    """Who answers for the expertise."""
    return COORDINATOR


def received_at(expertise: Expertise) -> datetime | None:
    """The conclusion is published and told on the same day."""
    return expertise.published_at


def took_part(expertise: Expertise) -> Collection[int]:
    """Experts of the group, whoever has acted as the coordinator, whoever has signed."""
    people = set(ExpertAssignment.objects.filter(expertise=expertise).values_list("expert__person", flat=True))
    people |= set(expertise.drafts.values_list("sent_by", flat=True))
    people |= set(expertise.meetings.values_list("recorded_by", flat=True))
    paper = expertise.conclusion
    if paper is not None:
        people |= set(paper.signature_requests.values_list("person", flat=True))
    return people


def paper(expertise: Expertise) -> Document | None:
    """The conclusion."""
    return expertise.conclusion


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


def remedies(expertise: Expertise) -> Collection[Remedy]:
    """A new expertise by others, or a correction; a sheet can be left out where enough remain."""
    rows = [
        Remedy(REPEAT, "отменить заключение и назначить повторную экспертизу другими экспертами"),
        Remedy(CORRECT, "исправить заключение без нового оценивания: пересчитать, учесть документ"),
    ]
    spare = conclusions.dispensable(expertise)
    return rows + [
        Remedy(f"{WITHOUT}{row.number}", f"исправить заключение без листа: {row.pseudonym.lower()}") for row in spare
    ]


def satisfy(
    expertise: Expertise, *, remedy: str, by: Person | None, ground: str, paper: Document | None = None
) -> None:
    """EX-21 or EX-24, and PP-36. Not while a vote is on."""
    proposal = proposal_of(expertise)
    assert proposal is not None, "only the conclusion about a proposal is appealed here"
    with locked(proposal.case.pk):
        proposal = Proposal.objects.select_related("case").get(pk=proposal.pk)
        _leave_committee(proposal, by, ground)
        if remedy == REPEAT:
            new = conclusions.annul(expertise, by=by, ground=ground, paper=paper)
            proposal.expertise = new
            proposal.save(update_fields=["expertise"])
            version = expertise.examination.version
            Examination.objects.create(proposal=proposal, version=version, expertise=new)
        else:
            number = remedy.removeprefix(WITHOUT) if remedy.startswith(WITHOUT) else ""
            without = expertise.assignments.filter(number=int(number)).first() if number else None
            conclusions.correct(expertise, by=by, ground=ground, paper=paper, without=without)
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


RULES = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
    remedies=remedies, satisfy=satisfy, paper=paper, stops=stops, suspend=suspend, resume=resume,
)  # fmt: skip
