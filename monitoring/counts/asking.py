"""The figures the rooms announce, asked: of a period that is over, or of the one that runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from casework import workdays
from casework.counting import Counted, Counting, TakingPart
from casework.formats import grouped
from casework.rooms import announcements
from monitoring.indicators import periods
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period


def known() -> dict[str, Counting]:
    """{code: how it is counted}."""
    return {row.code: row for row in announcements("counts", Counting)}


def of_period(indicator: Indicator, period: Period) -> Counted:
    """What the figure of a period is today."""
    return known()[indicator.query].count(period.first, period.last)


@dataclass(frozen=True)
class Running:
    """The period that is not over, and what is known of it today."""

    indicator: Indicator
    period: Period
    counted: Counted

    @property
    def figure(self) -> str:
        """The number as the pages write it; empty for «нет данных»."""
        return "" if self.counted.value is None else grouped(self.counted.value, self.indicator.places)


def running(indicator: Indicator) -> Running:
    """Counted now."""
    period = periods.of(indicator.period, workdays.local_date())
    return Running(indicator, period, of_period(indicator, period))


def involved(since: date, until: date) -> Counted:
    """INV1: how many different people; the vote, the message and the coming of one are one person."""
    people: set[int] = set()
    figures: dict[str, int] = {}
    for row in announcements("taking_part", TakingPart):
        group = _people(row.people(since, until))
        figures[row.title] = len(group)
        people |= group
    return Counted(Decimal(len(people)), figures)


def _people(numbers: Iterable[int]) -> set[int]:
    return set(numbers)
