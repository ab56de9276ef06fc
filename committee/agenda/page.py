"""An item of the agenda as one person sees it: a reading of facts, constant in queries."""

from dataclasses import dataclass, field
from typing import Any

from casework.models import Waiting
from committee.agenda.lines import AgendaLine, Recusal
from committee.agenda.models import AgendaItem
from committee.bodies.models import BodyMember
from committee.meetings import acts
from committee.meetings.models import Meeting
from committee.recusals.models import TieHint
from committee.recusals.standing import Standing
from committee.voting.models import Ballot
from committee.voting.papers import is_named, votes_by_name
from documents.models import Document
from programme.access import Visitor

STATUS_KIND = {
    AgendaItem.Status.DISCUSSING: "info",
    AgendaItem.Status.VOTING: "gold",
    AgendaItem.Status.NO_QUORUM_ITEM: "bad",
}

OUTCOME_KIND = {"no_quorum": "bad"}


@dataclass
class BallotView:
    """A ballot as shown: while it is open only how many have voted, afterwards the result; names for the body only."""

    ballot: Ballot
    by_name: list[dict[str, str]] = field(default_factory=list)
    voted: int = 0
    on_roll: int = 0
    takes_sheets: bool = False  # may the reader enter votes that came on paper?


@dataclass
class LineView:
    """An item of the agenda with everything one person may see and do about it."""

    line: AgendaLine
    state: str
    kind: str
    acts: dict[str, acts.Act]
    ballots: list[BallotView]
    recused: list[Recusal]
    to_be_recused: list[tuple[BodyMember, str]]
    hints: list[TieHint]
    quorum: list[str]
    materials: list[Document]
    is_closed: bool = False  # the reader takes no part in the item: nothing of it until it is public
    is_inside: bool = True  # reads it as the body does
    leader: BodyMember | None = None  # who presides over the item instead of whoever presides over the sitting
    is_known: bool = True  # may know how it was resolved
    may_revise: bool = False  # may ask the body to change its decision (DC-11)
    my_vote: Waiting | None = None
    close_voting: Waiting | None = None

    @property
    def is_secret_now(self) -> bool:
        """Is the vote that goes on a secret one?"""
        return any(shown.ballot.is_secret and shown.ballot.is_open for shown in self.ballots)


def line_view(
    line: AgendaLine, user: Visitor, is_inside: bool, tasks: list[Waiting], closed: frozenset[int], known: Standing, asks: bool
) -> LineView:  # fmt: skip
    """An item as the person sees it. `closed`: items they take no part in, `known`: who takes part in the sitting's items.

    `asks`: may put questions to the body about what it has resolved and let out.
    """
    item = line.item
    if is_inside and item.pk in closed and line.meeting.status != Meeting.Status.PUBLISHED:
        return LineView(line, "", "info", {}, [], [], [], [], [], [], is_closed=True, is_inside=False)
    reads = is_inside and item.pk not in closed
    is_live = not line.outcome and line.meeting.is_under_way
    is_known = reads or not line.has_verdict or line.is_released
    hints = [hint for hint in line.hints.all() if not hint.decision] if reads and is_live else []
    capacities = acts.capacities_on(line, user, known, hints) if reads else {}
    leader = known.leader(line) if reads and is_live else None
    return LineView(
        line=line,
        state=_state(line) if is_known else "Рассмотрен",
        kind=_kind(line) if is_known else "info",
        acts=acts.of_line(line, capacities=capacities) if reads else {},
        ballots=[_ballot_view(ballot, reads, capacities) for ballot in line.ballots.all()] if is_known else [],
        recused=list(item.recusals.all()) if reads else [],
        to_be_recused=known.to_be_recused(line) if reads and is_live else [],
        hints=hints,
        quorum=line.count_quorum().words
        if is_live and item.status == AgendaItem.Status.DISCUSSING
        else (line.quorum or {}).get("words", []),
        materials=list(item.materials.all()) if reads else [],
        is_inside=reads,
        leader=leader if leader is not None and leader.pk != line.meeting.presiding_id else None,
        is_known=is_known,
        may_revise=reads and asks and _is_changeable(line),
        my_vote=_task(tasks, line, "vote"),
        close_voting=_task(tasks, line, "close_voting"),
    )


def _is_changeable(line: AgendaLine) -> bool:
    """Is there a decision in force that everybody knows?"""
    decision = getattr(line, "decision", None)
    return decision is not None and decision.is_released and decision.is_in_force


def _state(line: AgendaLine) -> str:
    return (line.get_outcome_display() if line.outcome else line.item.get_status_display()).capitalize()


def _kind(line: AgendaLine) -> str:
    """The kind of chip: where the item stands, or how it was answered."""
    if not line.outcome:
        return STATUS_KIND.get(line.item.status, "info")
    is_answered = line.outcome in (AgendaLine.Outcome.DECIDED, AgendaLine.Outcome.DEFERRED)
    return line.item.tone if is_answered else OUTCOME_KIND.get(line.outcome, "info")


def _ballot_view(ballot: Ballot, is_inside: bool, capacities: dict[Any, str]) -> BallotView:
    voted = len(ballot.who_voted.all())
    names = votes_by_name(ballot) if ballot.closed_at and (is_inside or is_named(ballot)) else []
    takes_sheets = ballot.is_open and ballot.line.meeting.is_absentee and bool(capacities.get(acts.as_secretary))
    return BallotView(ballot, names, voted, len(ballot.seats.all()), takes_sheets)


def _task(tasks: list[Waiting], line: AgendaLine, node: str) -> Waiting | None:
    ballots = [ballot.pk for ballot in line.ballots.all() if ballot.is_open]
    if not ballots:
        return None
    case = line.ballots.get(pk=ballots[0]).case.pk
    return next((task for task in tasks if task.process_id == case and task.task.flow_task.name == node), None)
