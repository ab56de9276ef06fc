"""What waits for me, and what I wait for from others: a constant number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from casework import workdays
from casework.models import Waiting

PAGE = 50
URGENCY = (F("due_at").asc(nulls_last=True), "task_id")


@dataclass(frozen=True)
class Line:
    """One thing to do: the waiting, in what capacity it is mine, and the working days left."""

    waiting: Waiting
    capacity: str
    left: int | None


GROUPS = [
    ("Просрочено", "bad", lambda left: left is not None and left < 0),
    ("Сегодня и завтра", "warn", lambda left: left is not None and 0 <= left <= 1),
    ("На этой неделе", "info", lambda left: left is not None and 2 <= left <= 5),
    ("Позже", "info", lambda left: left is not None and left > 5),
    ("Без срока", "info", lambda left: left is None),
]


def mine(person: Any, limit: int = 200) -> list[Line]:
    """Everything that waits for the person in all capacities, most urgent first."""
    titles = {capacity.key: capacity.title for capacity in person.capacities()}
    pieces = [Waiting.objects.open().filter(addressee=key).order_by(*URGENCY)[:limit] for key in titles]
    return [Line(row, titles[row.addressee], workdays.left(row.due_at)) for row in _merged(pieces, limit)]


def _merged(pieces: Sequence["QuerySet[Waiting]"], limit: int) -> Iterable[Waiting]:
    """One query that takes the first lines of each capacity straight from the index, in its order.

    Of an office with a long history the planner would expect as many open rows as it has closed ones, and read all that is open.
    """
    if len(pieces) < 2:
        return chain.from_iterable(pieces)
    return pieces[0].union(*pieces[1:], all=True).order_by(*URGENCY)[:limit]


def grouped(lines: Iterable[Line]) -> list[tuple[str, str, list[Line]]]:
    """The lines by urgency; empty groups are left out."""
    lines = list(lines)
    groups = [(title, kind, [line for line in lines if test(line.left)]) for title, kind, test in GROUPS]
    return [group for group in groups if group[2]]


def theirs(person: Any, limit: int = 50) -> list[Line]:
    """What others have to do in cases in which I have had a part; the same step of several people is one line without a count."""
    keys = person.capacity_keys()
    my_part = Waiting.objects.filter(process_id=OuterRef("process_id"), addressee__in=keys)
    rows = (
        Waiting.objects.open()
        .exclude(addressee__in=keys)
        .filter(Exists(my_part))
        .exclude(Q(asked=""))
        .order_by("process_id", "title", F("due_at").asc(nulls_last=True))
        .distinct("process_id", "title")[:limit]
    )
    return [Line(row, row.asked, workdays.left(row.due_at)) for row in rows]


def count(person: Any) -> int:
    """How many things wait for the person; counted up to 99."""
    return len(Waiting.objects.open().of(person).values_list("pk")[:99])
