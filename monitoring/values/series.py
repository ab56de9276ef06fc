"""A series: the periods of one subject in order, gaps included; and the places of several subjects in one period. Nothing here writes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from monitoring.indicators import periods
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period
from monitoring.values.models import NO_DATA, IndicatorValue

MOST = 40  # periods that are shown


@dataclass(frozen=True)
class Point:
    """A period of a series; no row where nobody has published anything, and no number where there are no data."""

    period: Period
    row: IndicatorValue | None = None

    @property
    def figure(self) -> str:
        """The number in words of the page."""
        return self.row.figure if self.row else NO_DATA

    @property
    def is_missing(self) -> bool:
        """Is there no number?"""
        return self.row is None or self.row.is_missing


def points(indicator: Indicator, rows: Iterable[IndicatorValue]) -> list[Point]:
    """The published values of a subject; a period that was passed over is «нет данных», not nought."""
    known = {indicator.period_of(row.year, row.part): row for row in rows}
    if not known:
        return []
    every = periods.between(min(known), max(known))[-MOST:]
    return [Point(period, known.get(period)) for period in every]


def latest(rows: Iterable[IndicatorValue]) -> Point | None:
    """The newest period of a subject that has been published."""
    newest = max(rows, key=lambda row: (row.year, row.part), default=None)
    return Point(newest.period, newest) if newest else None


def places(figures: Mapping[str, Decimal | None], direction: str) -> dict[str, int]:
    """{subject: its place}: equal figures share the better one, «нет данных» has none, and nobody has where nothing is compared."""
    if direction == Indicator.Direction.NONE:
        return {}
    known = [
        (subject, value if direction == Indicator.Direction.UP else -value)
        for subject, value in figures.items()
        if value is not None
    ]
    return {subject: 1 + sum(other > value for _, other in known) for subject, value in known}
