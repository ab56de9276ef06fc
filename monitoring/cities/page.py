"""The table of cities and indicators: each in the newest period anybody has; «нет данных» takes no place."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from monitoring.indicators import subjects
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period
from monitoring.values import series
from monitoring.values.models import IndicatorValue

Key = tuple[int, int]  # year and part


@dataclass(frozen=True)
class Cell:
    """A city in an indicator."""

    point: series.Point
    place: int | None


@dataclass(frozen=True)
class Part:
    """What an index of a city is made of: a part, its weight, its value, what it adds."""

    indicator: Indicator
    weight: int
    point: series.Point


@dataclass(frozen=True)
class Column:
    """An indicator with every city's figure in one period; `parts` of an index, city by city."""

    indicator: Indicator
    period: Period
    cells: dict[str, Cell]
    parts: dict[str, list[Part]]

    @property
    def sources(self) -> list[str]:
        """Where the figures come from, each source once."""
        rows = [cell.point.row for cell in self.cells.values()]
        return list(dict.fromkeys(row.source for row in rows if row))

    @property
    def compared(self) -> int:
        """Among how many cities places were given."""
        return sum(cell.place is not None for cell in self.cells.values())

    @property
    def lines(self) -> list[tuple[str, Cell, list[Part]]]:
        """(city, its figure, what it is made of), the best place first, those without one last."""
        rows = [(subjects.title(city), cell, self.parts.get(city, [])) for city, cell in self.cells.items()]
        return sorted(rows, key=lambda row: (row[1].place is None, row[1].place or 0, row[0]))


def table() -> dict[str, Any]:
    """Every indicator in which another city has a published value."""
    rows = (
        IndicatorValue.objects.published()
        .filter(indicator__scopes__contains=[subjects.OTHER])
        .select_related("indicator")
    )
    known: dict[str, dict[Key, dict[str, IndicatorValue]]] = defaultdict(lambda: defaultdict(dict))
    indicators: dict[str, Indicator] = {}
    for row in rows:
        if subjects.scope_of(row.subject) in (subjects.CITY, subjects.OTHER):
            indicators[row.indicator.code] = row.indicator
            known[row.indicator.code][row.year, row.part][row.subject] = row
    compared = {code: periods for code, periods in known.items() if any(len(cities) > 1 for cities in periods.values())}
    cities = sorted(
        {city for periods in compared.values() for rows_of in periods.values() for city in rows_of}, key=subjects.order
    )
    columns = [_column(indicators[code], compared[code], cities, known, indicators) for code in sorted(compared)]
    return {
        "columns": columns,
        "lines": [(subjects.title(city), [column.cells[city] for column in columns]) for city in cities],
        "without": Indicator.objects.measured().filter(scopes__contains=[subjects.OTHER]).exclude(code__in=compared),
    }


def _column(
    indicator: Indicator, periods: dict[Key, dict[str, IndicatorValue]], cities: list[str],
    known: dict[str, dict[Key, dict[str, IndicatorValue]]], indicators: dict[str, Indicator],
) -> Column:  # fmt: skip
    newest = max(key for key, rows in periods.items() if len(rows) > 1)
    rows, period = periods[newest], indicator.period_of(*newest)
    figures = {city: row.value for city, row in rows.items()}
    places = series.places(figures, indicator.direction)
    cells = {city: Cell(series.Point(period, rows.get(city)), places.get(city)) for city in cities}
    parts = {
        city: [
            Part(indicators[row["code"]], row["weight"], series.Point(period, known[row["code"]][newest].get(city)))
            for row in indicator.weights if row["code"] in indicators
        ]
        for city in cities
    }  # fmt: skip
    return Column(indicator, period, cells, parts if indicator.is_index else {})
