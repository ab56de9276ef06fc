"""Days on which a survey takes answers, for the public calendar."""

from datetime import date

from casework.calendar_entries import CalendarEntry
from journal.record import key
from monitoring.surveys.models import Wave


def public(since: date, until: date) -> list[CalendarEntry]:
    """Waves that were asked between two days, or will be: announced ones that were not called off."""
    rows = Wave.objects.announced().filter(closes__gte=since, opens__lte=until).select_related("survey")
    return [
        CalendarEntry(key(row), f"Опрос: {row.survey}", row.opens, row.closes, row.get_absolute_url())
        for row in rows.exclude(status=Wave.Status.CANCELLED)
        if row.opens and row.closes
    ]
