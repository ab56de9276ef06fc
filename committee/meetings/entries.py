"""Sittings for the public calendar: published ones, and those of the committee that are still to come, once its members know of them."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from casework.calendar_entries import CalendarEntry
from casework.workdays import end_of
from committee.bodies.kinds import Known
from committee.meetings.models import Meeting
from journal.record import key


def public(since: date, until: date) -> list[CalendarEntry]:
    """Sittings between two days."""
    first = end_of(since - timedelta(days=1))
    around = Meeting.objects.filter(scheduled_at__gt=first, scheduled_at__lte=end_of(until)).select_related("body")
    return [*_published(around), *_to_come(around)]


def _published(around: Any) -> list[CalendarEntry]:
    return [
        CalendarEntry(
            key(row), f"Заседание {row.body.title_genitive}", row.scheduled_at, row.closed_at or row.scheduled_at,
            row.get_absolute_url(), row.place,
        )
        for row in around.visible_to(AnonymousUser())
    ]  # fmt: skip


def _to_come(around: Any) -> list[CalendarEntry]:
    """The day and the body: what will be spoken of is published with the sitting."""
    ahead = around.filter(
        status=Meeting.Status.NOTIFIED, body__kind__key=Known.COMMITTEE, scheduled_at__gt=timezone.now()
    )
    return [
        CalendarEntry(
            key(row), f"Заседание {row.body.title_genitive}", row.scheduled_at, row.scheduled_at, row.body.get_absolute_url()
        )
        for row in ahead
    ]  # fmt: skip
