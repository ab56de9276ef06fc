"""The sitting room as one person sees it: a reading of facts, constant in queries for each item."""

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from casework.models import Waiting
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.models import Body, BodyMember
from committee.meetings import acts
from committee.meetings.models import Meeting
from committee.minutes import papers as minutes_papers
from committee.voting.models import Ballot

STATUS_KIND = {
    AgendaItem.Status.DISCUSSING: "info",
    AgendaItem.Status.VOTING: "gold",
    AgendaItem.Status.NO_QUORUM_ITEM: "bad",
}

OUTCOME_KIND = {"no_quorum": "bad"}
STEPS = ["Назначено", "Повестка", "Извещение", "Заседание", "Протокол", "Опубликовано"]

STEP_OF = {
    "planned": 0, "agenda_draft": 1, "agenda_approved": 2, "notified": 3, "no_quorum": 3, "open": 3, "adjourned": 3, "closed": 4,
    "minutes_draft": 4, "minutes_coordination": 4, "minutes_signing": 4, "minutes_signed": 5, "published": 6, "cancelled": 0,
}  # fmt: skip


@dataclass
class BallotView:
    """A ballot as shown: while it is open only how many have voted, afterwards the result; names for the body only."""

    ballot: Ballot
    by_name: list[dict[str, str]] = field(default_factory=list)
    voted: int = 0
    on_roll: int = 0


@dataclass
class LineView:
    """An item of the agenda with everything one person may see and do about it."""

    line: AgendaLine
    state: str
    kind: str
    acts: dict[str, acts.Act]
    ballots: list[BallotView]
    recused: list[Recusal]
    conflicted: list[tuple[BodyMember, str]]
    quorum: list[str]
    materials: list[Any]
    is_closed: bool = False  # the reader takes no part in the item: nothing of it until it is public
    is_inside: bool = True  # reads it as the body does
    my_vote: Waiting | None = None
    close_voting: Waiting | None = None


@dataclass
class Room:
    """The whole page."""

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


def enter(meeting: Meeting, user: Any) -> Room:
    """The room for a person who may see the sitting; strangers see results only, without names."""
    is_inside = Body.objects.open_to(user).filter(pk=meeting.body_id).exists()
    tasks = _tasks(meeting, user)
    strange = _strange(meeting, user) if is_inside else Strange()
    present = meeting.present() if is_inside and meeting.opened_at else []
    here = {member.pk for member in present}
    return Room(
        meeting=meeting,
        is_inside=is_inside,
        lines=[_line(line, user, is_inside, tasks, strange) for line in _lines(meeting, is_inside)],
        acts=acts.of_meeting(meeting, user) if is_inside else {},
        present=present,
        absent=[member for member in meeting.voters() if member.pk not in here]
        if is_inside and meeting.opened_at
        else [],
        tasks=[task for task in tasks if task.process_id == meeting.case.pk],
        quorum=meeting.count_quorum().words if meeting.is_under_way else (meeting.quorum or {}).get("words", []),
        steps=steps(meeting),
    )


@dataclass(frozen=True)
class Strange:
    """Items on which somebody inside is a stranger: those they take no part in, and those of organisations they are tied to."""

    recused: frozenset[int] = frozenset()
    tied: frozenset[int] = frozenset()


def _strange(meeting: Meeting, user: Any) -> Strange:
    here = AgendaItem.objects.filter(lines__meeting=meeting)
    outside = here.exclude(pk__in=AgendaItem.objects.inside_of(user).values("pk"))
    return Strange(
        frozenset(AgendaItem.objects.recused_by(user).filter(lines__meeting=meeting).values_list("pk", flat=True)),
        frozenset(outside.values_list("pk", flat=True)),
    )


def is_closed_to(line: AgendaLine, user: Any) -> bool:
    """Has the person recused himself from the item? Then there is nothing for him to do about it."""
    return AgendaItem.objects.recused_by(user).filter(pk=line.item_id).exists()


def steps(meeting: Meeting) -> list[tuple[str, str]]:
    """Where the sitting stands."""
    now = STEP_OF[meeting.status]
    return [(title, "done" if n < now else "current" if n == now else "todo") for n, title in enumerate(STEPS)]


def _tasks(meeting: Meeting, user: Any) -> list[Waiting]:
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
        "item", "meeting__body", "meeting__presiding", "meeting__regulation", "decision__document", "extract"
    )
    if not is_inside:
        lines = lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED)
    recusals = Prefetch("item__recusals", Recusal.objects.select_related("member__person"))
    return list(
        lines.prefetch_related(recusals, "ballots__seats", "ballots__votes", "item__materials").order_by("number")
    )


def _line(line: AgendaLine, user: Any, is_inside: bool, tasks: list[Waiting], strange: Strange) -> LineView:
    item = line.item
    if item.pk in strange.recused and line.meeting.status != Meeting.Status.PUBLISHED:
        return LineView(line, "Вы не участвуете", "info", {}, [], [], [], [], [], is_closed=True, is_inside=False)
    reads = is_inside and item.pk not in strange.recused | strange.tied
    may_act = is_inside and item.pk not in strange.recused
    is_live = not line.outcome and line.meeting.is_under_way
    capacities = acts.capacities_of(line.meeting, user) if may_act else {}
    return LineView(
        line=line,
        state=(line.get_outcome_display() if line.outcome else item.get_status_display()).capitalize(),
        kind=_kind(line),
        acts=acts.of_line(line, user, capacities=capacities) if may_act else {},
        ballots=[_ballot(one, reads) for one in line.ballots.all()],
        recused=list(item.recusals.all()) if may_act else [],
        conflicted=_conflicted(line) if may_act and is_live else [],
        quorum=line.count_quorum().words
        if is_live and item.status == AgendaItem.Status.DISCUSSING
        else (line.quorum or {}).get("words", []),
        materials=list(item.materials.all()) if reads else [],
        is_inside=reads,
        my_vote=_task(tasks, line, "vote"),
        close_voting=_task(tasks, line, "close_voting"),
    )


def _kind(line: AgendaLine) -> str:
    """The kind of chip: where the item stands, or how it was answered."""
    if not line.outcome:
        return STATUS_KIND.get(line.item.status, "info")
    is_answered = line.outcome in (AgendaLine.Outcome.DECIDED, AgendaLine.Outcome.DEFERRED)
    return line.item.tone if is_answered else OUTCOME_KIND.get(line.outcome, "info")


def _conflicted(line: AgendaLine) -> list[tuple[BodyMember, str]]:
    """The hint about a conflict of interests, for those who have not recused themselves yet."""
    out = {recusal.member_id for recusal in line.item.recusals.all()}
    return [(member, name) for member, name in line.conflicted() if member.pk not in out]


def _ballot(one: Ballot, is_inside: bool) -> BallotView:
    voted = len(one.votes.all())
    names = minutes_papers.by_names(one) if is_inside and one.closed_at else []
    return BallotView(one, names, voted, len(one.seats.all()))


def _task(tasks: list[Waiting], line: AgendaLine, node: str) -> Waiting | None:
    ballots = [one.pk for one in line.ballots.all() if one.is_open]
    if not ballots:
        return None
    case = line.ballots.get(pk=ballots[0]).case.pk
    return next((task for task in tasks if task.process_id == case and task.task.flow_task.name == node), None)
