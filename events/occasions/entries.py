"""Announced events for the public calendar."""

from datetime import date, timedelta

from casework.calendar_entries import CalendarEntry
from casework.workdays import end_of
from events.occasions.models import Event
from journal.record import key


def entry(event: Event) -> CalendarEntry:
    """An event as a line of a calendar."""
    assert event.starts_at and event.ends_at, "an announced event has a time"
    return CalendarEntry(
        key(event),
        f"{event.kind_title}: {event}",
        event.starts_at,
        event.ends_at,
        event.get_absolute_url(),
        event.place,
    )


def public(since: date, until: date) -> list[CalendarEntry]:
    """What goes on between two days, but for what has been called off."""
    first = end_of(since - timedelta(days=1))
    rows = Event.objects.announced().filter(ends_at__gt=first, starts_at__lte=end_of(until))
    return [entry(row) for row in rows.exclude(status=Event.Status.CANCELLED)]
