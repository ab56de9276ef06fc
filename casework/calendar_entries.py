"""What the AppConfig of a room announces to calendars: the public one, and everybody's own. Nothing here knows a model."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.module_loading import import_string


@dataclass(frozen=True)
class CalendarEntry:
    """A line of a calendar: from `first` to `last`, moments, or days where it takes whole days. `key` names it for ever."""

    key: str
    title: str
    first: datetime | date
    last: datetime | date
    url: str
    place: str = ""


@dataclass(frozen=True)
class CalendarRows:
    """`calendar_entries`: what of a room everybody may find in the public calendar.

    `key` is the word of its filter, `title` what people read; `rows_name`: dotted function `(since, until) -> list[CalendarEntry]` of
    whatever goes on between two days, both included.
    """

    key: str
    title: str
    rows_name: str

    def rows(self, since: date, until: date) -> list[CalendarEntry]:
        """The lines, asked now."""
        rows: list[CalendarEntry] = import_string(self.rows_name)(since, until)
        return rows


@dataclass(frozen=True)
class OwnCalendarRows:
    """`own_calendar_entries`: what a room puts into a person's own calendar: `(person) -> list[CalendarEntry]`, nothing secret in it."""

    rows_name: str

    def rows(self, person: Any) -> list[CalendarEntry]:
        """The lines, asked now."""
        rows: list[CalendarEntry] = import_string(self.rows_name)(person)
        return rows
