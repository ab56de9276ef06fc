"""What waits for me, and what I wait for from others: a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casework import workdays
from casework.gather import gather
from casework.models import Notification, Waiting

PAGE = 50
LIMIT = 200  # lines of the inbox
BADGE = 999  # what the menu can count to
URGENCY = (F("due_at").asc(nulls_last=True), "task_id")


@dataclass(frozen=True)
class Line:
    """One thing to do: the waiting, in what capacity it is mine, and the working days left."""

    waiting: Waiting
    capacity: str
    left: int | None

    @property
    def pressing(self) -> str:
        """How the line is marked: "late", "soon", or not at all."""
        return "" if self.left is None or self.left > 1 else "late" if self.left < 0 else "soon"

    @property
    def is_personal(self) -> bool:
        """Nobody else can answer."""
        return self.capacity == "лично"


GROUPS = [
    ("Просрочено", "bad", lambda left: left is not None and left < 0),
    ("Сегодня и завтра", "warn", lambda left: left is not None and 0 <= left <= 1),
    ("На этой неделе", "info", lambda left: left is not None and 2 <= left <= 5),
    ("Позже", "info", lambda left: left is not None and left > 5),
    ("Без срока", "info", lambda left: left is None),
]


@dataclass(frozen=True)
class Inbox:
    """What waits for a person, what the person waits for from others, and the numbers in the menu."""

    mine: list[Line]
    theirs: list[Line]
    waiting_count: int
    unread_count: int


def read(person: Any) -> Inbox:
    """Everything the page shows, in one query."""
    own, others = _mine(person), _theirs(person)
    counted, unread = counting(person)
    gather(own, others, unread)
    return Inbox(_own_lines(person, own), _others_lines(others), len(own if len(own) < LIMIT else counted), len(unread))


def mine(person: Any, limit: int = LIMIT) -> list[Line]:
    """Everything that waits for the person in all capacities, most urgent first."""
    return _own_lines(person, _mine(person, limit))


def _own_lines(person: Any, rows: Iterable[Waiting]) -> list[Line]:
    titles, left = {capacity.key: capacity.title for capacity in person.capacities()}, workdays.countdown()
    return [Line(row, titles[row.addressee], left(row.due_at)) for row in rows]


def _mine(person: Any, limit: int = LIMIT) -> "QuerySet[Waiting]":
    rows = _first_of_each(person, limit)
    return rows.order_by(*URGENCY)[:limit] if rows.query.combinator else rows


def _first_of_each(person: Any, limit: int) -> "QuerySet[Waiting]":
    """One query that takes the first lines of each capacity straight from the index, in its order.

    Of an office with a long history the planner would expect as many open rows as it has closed ones, and read all that is open.
    """
    keys = person.capacity_keys()
    pieces = [Waiting.objects.open().filter(addressee=key).order_by(*URGENCY)[:limit] for key in keys]
    if len(pieces) < 2:
        return pieces[0] if pieces else Waiting.objects.none()
    return pieces[0].union(*pieces[1:], all=True)


def grouped(lines: Iterable[Line]) -> list[tuple[str, str, list[Line]]]:
    """The lines by urgency; empty groups are left out."""
    lines = list(lines)
    groups = [(title, kind, [line for line in lines if test(line.left)]) for title, kind, test in GROUPS]
    return [group for group in groups if group[2]]


def theirs(person: Any) -> list[Line]:
    """What others have to do in cases in which I have had a part; the same step of several people is one line without a count."""
    return _others_lines(_theirs(person))


def _others_lines(rows: Iterable[Waiting]) -> list[Line]:
    left = workdays.countdown()
    return [Line(row, row.asked, left(row.due_at)) for row in rows]


def _theirs(person: Any, limit: int = 50) -> "QuerySet[Waiting]":
    keys = person.capacity_keys()
    my_part = Waiting.objects.filter(process_id=OuterRef("process_id"), addressee__in=keys)
    return (
        Waiting.objects.open()
        .exclude(addressee__in=keys)
        .filter(Exists(my_part))
        .exclude(Q(asked=""))
        .order_by("process_id", "title", F("due_at").asc(nulls_last=True))
        .distinct("process_id", "title")[:limit]
    )


def by_day_and_case(rows: Iterable[Notification]) -> list[tuple[date, list[list[Notification]]]]:
    """Messages by the day of the city, and in it by their case, in the order in which the newest of each came."""
    days: dict[date, dict[str, list[Notification]]] = {}
    for row in rows:
        days.setdefault(workdays.local_date(row.at), {}).setdefault(row.case_url or row.event, []).append(row)
    return [(day, list(cases.values())) for day, cases in days.items()]


def counting(person: Any) -> "tuple[QuerySet[Any, int], QuerySet[Any, int]]":
    """Numbers of the tasks that wait for the person (of each capacity as many as a badge can show), and of unread notifications.

    The tasks come straight from the index of each capacity, as in the inbox: a count over all of them would read whatever is open.
    """
    unread = Notification.objects.unread_of(person).order_by("pk").values_list("pk", flat=True)
    return _first_of_each(person, BADGE).values_list("pk", flat=True), unread[:BADGE]
