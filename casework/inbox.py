"""What waits for me, and what I wait for from others: a constant number of queries."""

from collections import Counter
from collections.abc import Iterable, Sized
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from casework import workdays
from casework.flows import baskets
from casework.gather import Prepared, gather
from casework.models import Notification, Waiting, WaitingQuerySet

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
    def is_early(self) -> bool:
        """Can it not be done yet?"""
        return self.waiting.opens_later is not None

    @property
    def pressing(self) -> str:
        """How the line is marked: "late", "soon", or not at all."""
        return "" if self.left is None or self.left > 1 else "late" if self.left < 0 else "soon"

    @property
    def is_personal(self) -> bool:
        """Nobody else can answer."""
        return self.capacity == "лично"


EARLY = "Пока рано"  # what can only be done later
GROUPS = [
    ("Просрочено", "bad", lambda left: left is not None and left < 0),
    ("Сегодня и завтра", "warn", lambda left: left is not None and 0 <= left <= 1),
    ("На этой неделе", "info", lambda left: left is not None and 2 <= left <= 5),
    ("Позже", "info", lambda left: left is not None and left > 5),
    ("Без срока", "info", lambda left: left is None),
]


@dataclass(frozen=True)
class Inbox:
    """What waits for a person, what the person waits for from others, and the numbers of the menu."""

    mine: list[Line]
    theirs: list[Line]
    counts: "Counts"


@dataclass(frozen=True)
class Counts:
    """The numbers of the menu: what waits, what is unread, how many steps lie in each basket (by the name of its address)."""

    waiting: int
    unread: int
    baskets: dict[str, int]

    @classmethod
    def of(cls, waiting: Sized, unread: Sized, together: Iterable[Any]) -> Self:
        """What the three questions of `counting` have answered."""
        steps = Counter(together)
        sizes = {page: sum(steps[node] for node in nodes) for page, nodes in baskets().items()}
        return cls(len(waiting), len(unread), {page: size for page, size in sizes.items() if size})

    @classmethod
    def asked_for(cls, person: Any) -> Self:
        """Counted by the menu itself, on a page that asks nothing of the kind."""
        if not person.capacity_keys():  # a closed account
            return cls(0, 0, {})
        waiting, unread, together = COUNTING.rows(*_values(person))
        return cls.of(waiting, unread, (step for (step,) in together))


def read(person: Any) -> Inbox:
    """Everything the page shows, in one query."""
    own, others = _mine(person), _theirs(person)
    counted, unread, together = counting(person)
    gather(own, others, unread, together)
    lines = _own_lines(person, own)
    counts = Counts.of([line for line in lines if not line.is_early] if len(own) < LIMIT else counted, unread, together)
    return Inbox(lines, _others_lines(others), counts)


def mine(person: Any, limit: int = LIMIT) -> list[Line]:
    """Everything that waits for the person in all capacities, most urgent first."""
    return _own_lines(person, _mine(person, limit))


def _own_lines(person: Any, rows: Iterable[Waiting]) -> list[Line]:
    titles, left = {capacity.key: capacity.title for capacity in person.capacities()}, workdays.countdown()
    return [Line(row, titles[row.addressee], left(row.due_at)) for row in rows]


def _mine(person: Any, limit: int = LIMIT) -> "QuerySet[Waiting]":
    rows = _first_of_each(Waiting.objects.open().open_to(f"person:{person.pk}"), person.capacity_keys(), limit)
    return rows.order_by(*URGENCY)[:limit] if rows.query.combinator else rows


def _first_of_each(rows: WaitingQuerySet, keys: Iterable[str], limit: int) -> "QuerySet[Waiting]":
    """One query that takes the first lines of each capacity straight from the index, in its order.

    Of an office with a long history the planner would expect as many open rows as it has closed ones, and read all that is open.
    """
    pieces = [rows.filter(addressee=key).order_by(*URGENCY)[:limit] for key in keys]
    if len(pieces) < 2:
        return pieces[0] if pieces else Waiting.objects.none()
    return pieces[0].union(*pieces[1:], all=True)


def grouped(lines: Iterable[Line]) -> list[tuple[str, str, list[Line]]]:
    """The lines by urgency, what cannot be done yet at the end; empty groups are left out."""
    lines = list(lines)
    now = [line for line in lines if not line.is_early]
    groups = [(title, kind, [line for line in now if test(line.left)]) for title, kind, test in GROUPS]
    early = sorted(
        (line for line in lines if line.is_early), key=lambda line: (line.waiting.not_before, line.waiting.pk)
    )
    return [group for group in [*groups, (EARLY, "info", early)] if group[2]]


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


def _asked(person: int, own_key: str, now: datetime, *keys: str) -> "tuple[QuerySet[Any, Any], ...]":
    """The tasks that wait for the person and can be done (of each capacity as many as a badge can show), unread
    notifications, and the steps among the tasks that lie in a basket.

    The tasks come straight from the index of each capacity, as in the inbox: a count over all of them would read whatever is open.
    """
    unread = Notification.objects.unread_of(person).order_by("pk").values_list("pk", flat=True)
    steps = [node for nodes in baskets().values() for node in nodes]
    rows = Waiting.objects.open().open_to(own_key)
    together = rows.filter(addressee__in=keys, task__flow_task__in=steps)
    return (
        _first_of_each(rows.possible(now), keys, BADGE).values_list("pk", flat=True),
        unread[:BADGE],
        together.values_list("task__flow_task", flat=True)[:BADGE],
    )


def counting(person: Any) -> "tuple[QuerySet[Any, Any], ...]":
    """The questions of `Counts`, for a page that asks them together with its own."""
    return _asked(*_values(person))


def _values(person: Any) -> tuple[Any, ...]:
    return person.pk, f"person:{person.pk}", timezone.now(), *person.capacity_keys()


COUNTING = Prepared(_asked)
