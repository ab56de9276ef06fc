"""Whether answers come in time: of one message, of a topic, of the whole city. Counted from the days, never entered (programme 1.7, OPEN1)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate

from casework import workdays
from casework.formats import whole_percent
from programme.models import Regulation

TERM = "message.answer"


@dataclass
class Timeliness:
    """How many answers came by their last day, how many after it, and what has none: overdue, or with days left."""

    in_time: int = 0
    late: int = 0
    overdue: int = 0
    waiting: int = 0

    @property
    def due(self) -> int:
        """Those of which it is known whether they were in time: what is answered, and what has run over its last day without an answer."""
        return self.in_time + self.late + self.overdue

    @property
    def share(self) -> int | None:
        """Per cent in time; None while no answer was due yet: no share is not a share of nought."""
        return whole_percent(self.in_time, self.due) if self.due else None

    def add(self, other: "Timeliness") -> None:
        """Count another group in."""
        self.in_time, self.late = self.in_time + other.in_time, self.late + other.late
        self.overdue, self.waiting = self.overdue + other.overdue, self.waiting + other.waiting


def last_day(shown_on: date, regulation: Regulation) -> date:
    """The last day of an answer to what was shown on a day."""
    return workdays.add(shown_on, regulation.term(TERM).days)


def _standing(shown_on: date, answered_on: date | None, regulation: Regulation) -> str:
    due = last_day(shown_on, regulation)
    if answered_on:
        return "late" if answered_on > due else "in_time"
    return "overdue" if workdays.local_date() > due else "waiting"


def timeliness(
    messages: QuerySet[Any], by: str = "topic__kind", due: tuple[date, date] | None = None
) -> dict[str, Timeliness]:
    """Of those messages that everybody reads and that are answered, in groups of a column; one journey, however many there are.

    `due`: only those whose last day of an answer lies between two days, both included.
    """
    rows: Iterable[dict[str, Any]] = (
        messages.readable()  # type: ignore[attr-defined]
        .filter(kind__in=messages.model.ANSWERABLE, checked_at__isnull=False)
        .order_by()
        .annotate(shown_on=TruncDate("checked_at"), answered_on=TruncDate("reply__at"))
        .values(by, "shown_on", "answered_on", "case__regulation")
        .annotate(n=Count("pk"))
    )
    groups: dict[str, Timeliness] = {}
    regulations: dict[int, Regulation] = {}
    for row in rows:
        pk = row["case__regulation"]
        if pk not in regulations:
            regulations[pk] = Regulation.objects.get(pk=pk)
        if due and not due[0] <= last_day(row["shown_on"], regulations[pk]) <= due[1]:
            continue
        group = groups.setdefault(row[by], Timeliness())
        standing = _standing(row["shown_on"], row["answered_on"], regulations[pk])
        setattr(group, standing, getattr(group, standing) + row["n"])
    return groups


def whole(groups: dict[str, Timeliness]) -> Timeliness:
    """All groups together."""
    total = Timeliness()
    for group in groups.values():
        total.add(group)
    return total
