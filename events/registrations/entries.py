"""The events a person comes to, for their own calendar."""

from typing import Any

from casework.calendar_entries import CalendarEntry
from events.occasions.entries import entry
from events.registrations.models import Registration


def own(person: Any) -> list[CalendarEntry]:
    """Those for which there is a place."""
    return [entry(row.event) for row in Registration.objects.confirmed().filter(person=person).select_related("event")]
