"""Windows of discussions for the public calendar."""

from datetime import date

from casework.calendar_entries import CalendarEntry
from consultations.topics.models import Topic
from journal.record import key


def public(since: date, until: date) -> list[CalendarEntry]:
    """What is open between two days."""
    rows = Topic.objects.filter(kind=Topic.Kind.WINDOW, ends_on__gte=since, starts_on__lte=until)
    return [
        CalendarEntry(key(row), f"Обсуждение: {row}", row.starts_on, row.ends_on, row.get_absolute_url())
        for row in rows.exclude(status=Topic.Status.CANCELLED)
        if row.ends_on
    ]
