"""The timeline of measures as a picture: where each bar begins and ends. Pure geometry, drawn by `execution/measures/timeline.svg`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

LEFT, WIDTH, ROW, HEAD = 60, 900, 28, 34


@dataclass(frozen=True)
class Bar:
    """A measure on its line: `x` and `width` in units of the picture, None where no term is named."""

    measure: Any
    y: int
    x: float | None
    width: float
    tone: str


@dataclass(frozen=True)
class Picture:
    """The bars, the years with their places, today's place if it is inside."""

    bars: list[Bar]
    years: list[tuple[int, float]]
    today: float | None
    height: int
    width: int = LEFT + WIDTH


def draw(measures: Iterable[Any], today: date, first_year: int, last_year: int) -> Picture:
    """The years of the programme, and further where a term goes beyond them."""
    rows = list(measures)
    edges = [day.year for row in rows for day in (row.starts_on, row.ends_on) if day]
    first, last = min([first_year, *edges]), max([last_year, *edges])
    days = (date(last + 1, 1, 1) - date(first, 1, 1)).days

    def place(day: date) -> float:
        return round(LEFT + WIDTH * (day - date(first, 1, 1)).days / days, 1)

    bars = [_bar(row, HEAD + ROW * n, place, first, last) for n, row in enumerate(rows)]
    years = [(year, place(date(year, 1, 1))) for year in range(first, last + 1)]
    here = place(today) if first <= today.year <= last else None
    return Picture(bars, years, here, HEAD + ROW * len(rows) + 8)


def _bar(row: Any, y: int, place: Any, first: int, last: int) -> Bar:
    starts = row.starts_on or (date(max(row.each_year_from, first), 1, 1) if row.each_year_from else None)
    ends = date(last, 12, 31) if row.each_year_from else row.ends_on
    if starts is None or ends is None or ends < starts:
        return Bar(row, y, None, 0, tone(row))
    x = place(starts)
    return Bar(row, y, x, max(round(place(ends) - x, 1), 4), tone(row))


def tone(row: Any) -> str:
    """The kind of colour of a measure: that of its state, red when it is late; the words stand beside it."""
    given = row.undertaking
    if given is None:
        return "none"
    return "bad" if given.is_overdue else given.TONES.get(given.status, "info")
