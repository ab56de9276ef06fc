"""Windows of contests for the public calendar."""

from datetime import date

from casework.calendar_entries import CalendarEntry
from journal.record import key
from quality_mark.contests.models import Contest


def public(since: date, until: date) -> list[CalendarEntry]:
    """Contests that take entries between two days."""
    rows = Contest.objects.public().filter(closes_on__gte=since, opens_on__lte=until)
    return [
        CalendarEntry(key(row), f"Приём заявок: {row}", row.opens_on, row.closes_on, row.get_absolute_url())
        for row in rows.exclude(status__in=[Contest.Status.CANCELLED, Contest.Status.FAILED])
    ]
