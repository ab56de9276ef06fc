"""Working days of the Russian production calendar, and the moments at which terms end (регламент 3.0)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache as cache_results
from functools import lru_cache
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.cache import caches
from django.utils import timezone

from casework.models import CalendarDay

if TYPE_CHECKING:
    import holidays

FIRST_YEAR = 2026
SATURDAY = 5
JANUARY_HOLIDAYS = 8  # days off that coincide with these are moved by decree only (ст. 112 ТК РФ)


@dataclass(frozen=True)
class Term:
    """The length of a named deadline: `days` working days (or calendar days), hard or soft; or the moment `until` itself."""

    days: int
    hard: bool = False
    calendar: bool = False
    title: str = ""
    until: datetime | None = None


@lru_cache(maxsize=16)
def _year(year: int) -> "holidays.HolidayBase":
    import holidays  # noqa: PLC0415 - calendars of the whole world, which a command that counts no term has no use for

    return holidays.country_holidays("RU", years=year)


def last_known_year() -> int:
    """The last year whose transfers of days off are decreed, as far as the installed library knows."""
    return max(_year(FIRST_YEAR).special_public_holidays)  # one table, whatever year it is asked of


@lru_cache(maxsize=16)
def _moved_by_law(year: int) -> frozenset[date]:
    """Days off of a year without a decree: one that meets a holiday moves to the next working day after it (ст. 112 ТК РФ)."""
    if year <= last_known_year():
        return frozenset()
    calendar, moved = _year(year), set[date]()
    for holiday in sorted(calendar):
        if holiday.weekday() < SATURDAY or (holiday.month == 1 and holiday.day <= JANUARY_HOLIDAYS):
            continue
        day = holiday
        while day in moved or not calendar.is_working_day(day):
            day += timedelta(days=1)
        moved.add(day)
    return frozenset(moved)


_KEPT = "casework.calendar"


def _exceptions() -> dict[date, bool]:
    return caches["process"].get_or_set(_KEPT, CalendarDay.exceptions, 60) or {}


def forget() -> None:
    """The exceptions have changed: this process reads them anew, the others within a minute."""
    caches["process"].delete(_KEPT)


def is_working(day: date, exceptions: dict[date, bool] | None = None) -> bool:
    """Is it a working day: the table of exceptions first, then the production calendar."""
    known = (_exceptions() if exceptions is None else exceptions).get(day)
    if known is not None:
        return known
    return _is_usually_working(day)


@lru_cache(maxsize=2048)
def _is_usually_working(day: date) -> bool:
    return _year(day.year).is_working_day(day) and day not in _moved_by_law(day.year)


def working_days(after: date) -> Iterator[date]:
    """Working days strictly after a date, without end."""
    exceptions = _exceptions()
    day = after
    while True:
        day += timedelta(days=1)
        if is_working(day, exceptions):
            yield day


def add(start: date, days: int) -> date:
    """The last day of a term of `days` working days: the count begins on the day after `start` (ст. 191 ГК РФ)."""
    ahead = working_days(start)
    last = start
    for _ in range(days):
        last = next(ahead)
    return last


def back(end: date, days: int) -> date:
    """The working day that lies `days` working days before `end`."""
    exceptions, day = _exceptions(), end
    while days > 0:
        day -= timedelta(days=1)
        if is_working(day, exceptions):
            days -= 1
    return day


def between(start: date, end: date) -> int:
    """Working days after `start` up to and including `end`; negative when `end` has passed."""
    if end < start:
        return -between(end, start)
    exceptions = _exceptions()
    return sum(is_working(start + timedelta(days=n), exceptions) for n in range(1, (end - start).days + 1))


def end_of(day: date) -> datetime:
    """The last moment of a day in the city: an electronic act until 23:59:59 is in time (ст. 194 ГК РФ)."""
    return datetime.combine(day, time(23, 59, 59), tzinfo=timezone.get_default_timezone())


def local_date(moment: datetime | None = None) -> date:
    """The date in the city at a moment (now)."""
    return timezone.localtime(moment or timezone.now(), timezone.get_default_timezone()).date()


def due(term: Term, start: datetime | None = None) -> datetime:
    """When a term that starts now ends. A calendar term that ends on a day off moves to the next working day (ст. 193)."""
    if term.until:
        return term.until
    first = local_date(start)
    if not term.calendar:
        return end_of(add(first, term.days))
    last = first + timedelta(days=term.days)
    return end_of(last if is_working(last) else next(working_days(last)))


def left(due_at: datetime | None) -> int | None:
    """Working days left until a moment: 0 is today, negative is overdue."""
    return countdown()(due_at)


def countdown() -> Callable[[datetime | None], int | None]:
    """The same question for a whole list: one today, and each day is counted once."""
    now = local_date()
    until = cache_results(lambda day: between(now, day))
    return lambda due_at: None if due_at is None else until(local_date(due_at))


def horizon_warning(day: date) -> str:
    """A warning when a date lies beyond the calendar that has been decreed, else nothing."""
    if day.year <= last_known_year():
        return ""
    return f"Производственный календарь на {day.year} год ещё не утверждён: срок посчитан без переносов, которых ещё не объявили."


assert settings.TIME_ZONE, "working days need the city's time zone"
