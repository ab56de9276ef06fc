"""What the AppConfig of a room announces to whoever counts over the whole city: figures of a period, and who took part. Knows no model."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.module_loading import import_string

from casework.formats import rounded
from casework.rooms import announced

HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Counted:
    """A figure with those it was counted from, {words: number}; no value is «нет данных»: there was nothing to count."""

    value: Decimal | None
    figures: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Counting:
    """`counts`: a computed indicator of the programme. `count_name`: dotted function `(since, until) -> Counted`, both days included.

    `until` may lie ahead: then what is known today is counted.
    """

    code: str
    count_name: str

    def count(self, since: date, until: date) -> Counted:
        """The figure, asked now."""
        counted: Counted = import_string(self.count_name)(since, until)
        return counted


@dataclass(frozen=True)
class TakingPart:
    """`taking_part`: people who did something between two days. `people_name`: dotted function `(since, until) -> their numbers`."""

    title: str
    people_name: str

    def people(self, since: date, until: date) -> Iterable[int]:
        """Who, asked now."""
        people: Iterable[int] = import_string(self.people_name)(since, until)
        return people


@dataclass(frozen=True)
class Series:
    """What is known of an indicator: its page, the last figure that was published («нет данных»: empty) with its period."""

    code: str
    title: str
    url: str
    unit: str
    figure: str = ""
    period: str = ""
    value: Decimal | None = None
    is_less_better: bool = False


def series_of(codes: Iterable[str]) -> dict[str, Series]:
    """Asked of the room that announces `indicator_series`: a dotted function `(codes) -> {code: Series}`; unknown codes are left out."""
    known: dict[str, Series] = {}
    wanted = list(codes)
    for _, name in announced("indicator_series"):
        known |= import_string(name)(wanted)
    return known


def moments(since: date, until: date) -> tuple[datetime, datetime]:
    """The first moment of a period in the city, and the first after it: `field__gte`, `field__lt`."""
    zone = timezone.get_default_timezone()
    return datetime.combine(since, time(), zone), datetime.combine(until + timedelta(days=1), time(), zone)


def share(part: int, whole: int) -> Decimal | None:
    """Per cent to a tenth, a half up; nothing of nothing."""
    return rounded(HUNDRED * part / whole, 1) if whole else None
