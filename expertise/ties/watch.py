"""Ties that are entered after a sheet was accepted reopen the question by themselves, at every stage (регламент 3.0, EA-12)."""

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import appealing, door, workdays
from casework.locking import locked
from casework.notify import notify
from documents.papers import actions as papers
from expertise.expertises.models import Expertise
from expertise.panels.leaving import DRAWN_TOGETHER
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.register.ties import ties_of
from expertise.roles import COORDINATOR
from expertise.ties.actions import ask_about_ties, new_ties
from expertise.ties.conflicts import Finding
from journal.models import Entry
from journal.record import acting, key, record
from programme.models import Membership
from programme.regulations.recourse import recourse

Status = Expertise.Status
LOOKS_BACK = timedelta(days=2)  # the queue may have stood still for a while
TITLE = "Стало известно об интересе эксперта"
LATE = "Если этот срок прошёл, напишите в апелляции, что об интересе стало известно только теперь."


def watch() -> int:
    """Look at everybody whose tie has been entered lately; returns about how many sheets something new was found."""
    since = timezone.now() - LOOKS_BACK
    people = Membership.objects.filter(entered_at__gte=since).values("person")
    experts = Expert.objects.filter(Q(person__in=people) | Q(affiliations__declared_at__gte=since))
    return sum(_look(pk, case) for pk, case in _sheets_of(experts).values_list("pk", "expertise__case__pk"))


def _sheets_of(experts: QuerySet[Expert]) -> QuerySet[ExpertAssignment]:
    stages = [Status.EVALUATING, Status.ADDITIONAL_REVIEW, *DRAWN_TOGETHER, Status.PUBLISHED]
    rows = ExpertAssignment.objects.counted().filter(expert__in=experts.values("pk"), expertise__status__in=stages)
    return rows.order_by("pk")


def _look(pk: int, case: int) -> bool:
    with locked(case), acting("система"):
        rows = ExpertAssignment.objects.counted().select_related("expertise__applicant", "expert__person")
        assignment = rows.filter(pk=pk).first()
        if assignment is None:
            return False
        expertise = assignment.expertise
        if expertise.status == Status.PUBLISHED:
            return _lead_to_the_board(assignment)
        question = ask_about_ties(assignment)
        if question is not None and expertise.status in DRAWN_TOGETHER:
            door.open_case(question)
        return question is not None


def _lead_to_the_board(assignment: ExpertAssignment) -> bool:
    """After publication the coordinator decides nothing: a mark on the conclusion, and everybody concerned is told the way."""
    fresh = [finding for finding in _held_by_then(assignment) if not _is_known(assignment, finding)]
    if not fresh:
        return False
    expertise = assignment.expertise
    sources = sorted(finding.source for finding in fresh)
    record(assignment, "find_late_tie", TITLE, payload={"sources": sources})
    title = f"{TITLE} № {assignment.number}" if assignment.number else TITLE
    assert expertise.conclusion is not None, "it has been published"
    way = _way(expertise)
    papers.annotate(expertise.conclusion, kind="warning", title=title, text=way, url=expertise.get_absolute_url())
    event = f"assignment:{assignment.pk}:late-tie:{sources[0]}"
    for addressee in (expertise.applicant_key, COORDINATOR, assignment.addressee):
        notify(addressee, event, title, f"{expertise.object_title}. {way}", expertise.get_absolute_url())
    return True


def _way(expertise: Expertise) -> str:
    """What can be done about a published conclusion (Russian): there is an appeal where what follows from it has not come yet."""
    kind = next(appealing.standing(expertise), None)
    words = f"{recourse(kind.key, expertise.get_absolute_url())} {LATE}" if kind else recourse()
    return f"Заключение уже опубликовано. {words}"


def _held_by_then(assignment: ExpertAssignment) -> list[Finding]:
    """Ties that had begun when the conclusion was published: what begins later says nothing against the sheet."""
    published = assignment.expertise.published_at
    assert published is not None, "it has been published"
    last = workdays.local_date(published)
    begun = {tie.source for tie in ties_of(assignment.expert) if tie.since <= last}
    return [finding for finding in new_ties(assignment) if finding.source in begun]


def _is_known(assignment: ExpertAssignment, finding: Finding) -> bool:
    rows = Entry.objects.filter(subject=key(assignment), verb="find_late_tie")
    return any(finding.source in row.payload["sources"] for row in rows)
