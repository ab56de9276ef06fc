"""What waits for me, and what I wait for from others: a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, F, OuterRef, Q

from casework import workdays
from casework.models import Waiting

PAGE = 50


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
    rows = Waiting.objects.open().of(person).order_by(F("due_at").asc(nulls_last=True), "pk")[:limit]
    return [Line(row, titles[row.addressee], workdays.left(row.due_at)) for row in rows]


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
