"""A month of the city: what the rooms have announced, day by day."""

import calendar as weeks
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from casework import workdays
from casework.calendar_entries import CalendarEntry, CalendarRows
from casework.rooms import announcements

FIRST, LAST = 2000, 2100  # years that may be asked for
BACK, AHEAD = 31, 366  # days of the feeds


@dataclass(frozen=True)
class Line:
    """An entry under a day: `since` where it has begun earlier, `until` where it lasts longer than the day."""

    entry: CalendarEntry
    moment: datetime | None
    since: date | None
    until: date | None


def kinds() -> list[tuple[str, str]]:
    """What may be chosen."""
    return [(rows.key, rows.title) for rows in announcements("calendar_entries", CalendarRows)]


def day_of(moment: datetime | date) -> date:
    """The day of the city."""
    return workdays.local_date(moment) if isinstance(moment, datetime) else moment


def between(since: date, until: date, kind: str = "") -> list[CalendarEntry]:
    """What goes on between two days, in order."""
    chosen = [rows for rows in announcements("calendar_entries", CalendarRows) if kind in ("", rows.key)]
    entries = [entry for rows in chosen for entry in rows.rows(since, until)]
    return sorted(
        entries, key=lambda entry: (day_of(entry.first), isinstance(entry.first, datetime), str(entry.first), entry.key)
    )


def month_of(text: str) -> date:
    """The first day of the month an address names («2026-11»); of this one if it names none."""
    year, _, month = text.partition("-")
    is_number = year.isascii() and year.isdecimal() and month.isascii() and month.isdecimal() and len(text) <= 7
    if is_number and FIRST <= int(year) <= LAST and 1 <= int(month) <= 12:
        return date(int(year), int(month), 1)
    return workdays.local_date().replace(day=1)


def last_day(first: date) -> date:
    """The last day of a month."""
    return first.replace(day=weeks.monthrange(first.year, first.month)[1])


def of_month(first: date, kind: str = "") -> list[tuple[date, list[Line]]]:
    """The days of a month on which something is or begins; what has begun before and goes on stands under the first one, or under today."""
    days, today = dict[date, list[Line]](), workdays.local_date()
    for entry in between(first, last_day(first), kind):
        begins, ends = day_of(entry.first), day_of(entry.last)
        stands = today if begins < today <= ends and first <= today <= last_day(first) else max(begins, first)
        moment = timezone.localtime(entry.first) if isinstance(entry.first, datetime) and begins >= stands else None
        line = Line(entry, moment, begins if begins < stands else None, ends if ends > stands else None)
        days.setdefault(stands, []).append(line)
    return sorted(days.items())


def parted(days: list[tuple[date, list[Line]]], first: date) -> tuple[list[Any], list[Any]]:
    """(what is over, what is today or to come) of this month; of any other month everything stands together."""
    today = workdays.local_date()
    if not first <= today <= last_day(first):
        return [], days
    return [row for row in days if row[0] < today], [row for row in days if row[0] >= today]


def around(first: date) -> tuple[str, str]:
    """The months before and after, as an address names them; empty a year from today: whoever wants another types it, a robot stops."""
    today = workdays.local_date()
    before, after = first - timedelta(days=1), last_day(first) + timedelta(days=1)
    is_near = today - timedelta(days=AHEAD) < first, after < today + timedelta(days=AHEAD)
    return (f"{before:%Y-%m}" if is_near[0] else "", f"{after:%Y-%m}" if is_near[1] else "")


def ahead(kind: str = "") -> list[CalendarEntry]:
    """What calendars and feed readers get: a month back, a year ahead."""
    today = workdays.local_date()
    return between(today - timedelta(days=BACK), today + timedelta(days=AHEAD), kind)
