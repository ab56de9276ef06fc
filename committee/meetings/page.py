"""The page of a sitting as one person sees it; the number of queries for an item is constant."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch

from casework.models import Waiting
from casework.pages import Course, progress
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.agenda.page import LineView, line_view
from committee.bodies.models import Body, BodyMember
from committee.decisions.points import DecisionPoint
from committee.meetings import acts
from committee.meetings.models import Meeting
from committee.recusals.models import TieHint
from committee.recusals.standing import Standing
from committee.voting.models import Ballot
from programme.access import Visitor

Status = Meeting.Status
COURSE: Course = [
    ("Назначено", [Status.PLANNED, Status.CANCELLED]),
    ("Повестка", [Status.AGENDA_DRAFT]),
    ("Извещение", [Status.AGENDA_APPROVED]),
    ("Заседание", [Status.NOTIFIED, Status.NO_QUORUM, Status.OPEN, Status.ADJOURNED]),
    ("Протокол", [Status.CLOSED, Status.MINUTES_DRAFT, Status.MINUTES_COORDINATION, Status.MINUTES_SIGNING]),
    ("Опубликовано", [Status.MINUTES_SIGNED, Status.PUBLISHED]),
]


@dataclass
class Room:
    """The page of a sitting."""

    meeting: Meeting
    is_inside: bool
    lines: list[LineView]
    acts: dict[str, acts.Act]
    present: list[BodyMember]
    absent: list[BodyMember]
    tasks: list[Waiting]
    quorum: list[str]
    steps: list[tuple[str, str]]

    @property
    def has_open_items(self) -> bool:
        """Is there still something to do before the sitting may be closed?"""
        return any(not view.line.outcome for view in self.lines)


def room_for(meeting: Meeting, user: Visitor) -> Room:
    """The page for a person who may see the sitting; people outside the body see results only, without names."""
    is_inside = Body.objects.open_to(user).filter(pk=meeting.body_id).exists()
    tasks = _tasks(meeting, user)
    lines = _lines(meeting, is_inside)
    known, closed = Standing(meeting, lines), closed_items(meeting, user)
    asks = bool(meeting.body.capacity_of_office(user)) and meeting.is_released
    present = meeting.present() if is_inside and meeting.opened_at else []
    here = {member.pk for member in present}
    return Room(
        meeting=meeting,
        is_inside=is_inside,
        lines=[line_view(line, user, is_inside, tasks, closed, known, asks) for line in lines],
        acts=acts.of_meeting(meeting, user) if is_inside else {},
        present=present,
        absent=[member for member in meeting.voters() if member.pk not in here]
        if is_inside and meeting.opened_at
        else [],
        tasks=[task for task in tasks if task.process_id == meeting.case.pk],
        quorum=meeting.count_quorum().words if meeting.is_under_way else (meeting.quorum or {}).get("words", []),
        steps=progress(COURSE, meeting.status, is_over=meeting.status == Status.PUBLISHED),
    )


def closed_items(meeting: Meeting, user: Visitor) -> frozenset[int]:
    """Items of the sitting in which the person takes no part: there is nothing for them to read or to do about these."""
    rows = AgendaItem.objects.closed_to(user).filter(lines__meeting=meeting)
    return frozenset(rows.values_list("pk", flat=True))


GIVEN = DecisionPoint.objects.filter(decision__line=OuterRef("pk"), undertaking__isnull=False)


def _tasks(meeting: Meeting, user: Visitor) -> list[Waiting]:
    """What waits for the person in the case of the sitting and of its votes."""
    if not user.is_authenticated:
        return []
    ballots = Ballot.objects.filter(line__meeting=meeting, closed_at=None).values("case")
    cases = Waiting.objects.open().of(user).filter(process__in=[meeting.case.pk]) | Waiting.objects.open().of(
        user
    ).filter(process__in=ballots)
    return list(cases.select_related("task"))


def _lines(meeting: Meeting, is_inside: bool) -> list[AgendaLine]:
    lines = meeting.lines.select_related(
        "item",
        "meeting__body",
        "meeting__presiding",
        "meeting__regulation",
        "decision__document",
        "decision__act_request",
        "decision__issued_act",
        "decision__changed_by__document",
        "extract",
    ).annotate(has_instructions=Exists(GIVEN))
    if not is_inside:
        lines = lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED)
    recusals = Prefetch("item__recusals", Recusal.objects.select_related("member__person"))
    hints = Prefetch("hints", TieHint.objects.select_related("member__person"))
    return list(
        lines.prefetch_related(
            recusals, "ballots__seats", "ballots__votes", "ballots__papers", "item__materials", hints
        ).order_by("number")
    )
