"""Sittings for the public calendar: those of which everybody reads (`visible_to`), which is when they have been published."""

from datetime import date, timedelta

from django.contrib.auth.models import AnonymousUser

from casework.calendar_entries import CalendarEntry
from casework.workdays import end_of
from committee.meetings.models import Meeting
from journal.record import key


def public(since: date, until: date) -> list[CalendarEntry]:
    """Sittings between two days."""
    first = end_of(since - timedelta(days=1))
    rows = Meeting.objects.visible_to(AnonymousUser()).filter(scheduled_at__gt=first, scheduled_at__lte=end_of(until))
    return [
        CalendarEntry(
            key(row), f"Заседание {row.body.title_genitive}", row.scheduled_at, row.closed_at or row.scheduled_at,
            row.get_absolute_url(), row.place,
        )
        for row in rows.select_related("body")
    ]  # fmt: skip
