"""For which periods an undertaking is reported on: once, or every quarter, half-year, year until its last day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {"quarter": 3, "half_year": 6, "year": 12}
ROMAN = ("I", "II", "III", "IV")
ONCE = ""


@dataclass(frozen=True)
class ReportingPeriod:
    """A stretch of time with one accepted report. `code` is kept with the report; `ends_on` None: no day is set."""

    code: str
    ends_on: date | None
    is_last: bool


def title_of(code: str) -> str:
    """A code in words (Russian): «2026-quarter-3» is «III квартал 2026 года»."""
    if code == ONCE:
        return ""
    year, kind, number = code.split("-")
    if kind == "year":
        return f"{year} год"
    return f"{ROMAN[int(number) - 1]} {'квартал' if kind == 'quarter' else 'полугодие'} {year} года"


def next_period(kind: str, starts_on: date, due_on: date | None, accepted: Iterable[str]) -> ReportingPeriod:
    """The first period without an accepted report; the last one ends with the undertaking."""
    if kind not in MONTHS:
        return ReportingPeriod(ONCE, due_on, True)
    known = set(accepted)
    return next(period for period in _periods(kind, starts_on, due_on) if period.is_last or period.code not in known)


def _periods(kind: str, starts_on: date, due_on: date | None) -> Iterator[ReportingPeriod]:
    months = MONTHS[kind]
    year, index = starts_on.year, (starts_on.month - 1) // months
    while True:
        end = _end_of(year, (index + 1) * months)
        is_last = due_on is not None and end >= due_on
        yield ReportingPeriod(f"{year}-{kind}-{index + 1}", due_on if is_last else end, is_last)
        index += 1
        if index == 12 // months:
            year, index = year + 1, 0


def _end_of(year: int, month: int) -> date:
    return date(year + 1, 1, 1) - timedelta(days=1) if month == 12 else date(year, month + 1, 1) - timedelta(days=1)
