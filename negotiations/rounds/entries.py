"""Rounds that are open to residents, for the public calendar."""

from datetime import date, timedelta

from casework.calendar_entries import CalendarEntry
from casework.workdays import end_of
from journal.record import key
from negotiations.rounds.models import Round


def public(since: date, until: date) -> list[CalendarEntry]:
    """Open rounds between two days: whoever wants to come finds them on the page of the platform."""
    first = end_of(since - timedelta(days=1))
    rows = Round.objects.filter(is_public=True, called_off_at=None, ends_at__gt=first, starts_at__lte=end_of(until))
    return [
        CalendarEntry(
            key(row), f"Раунд переговоров: {row.case.proposal.title}", row.starts_at, row.ends_at,
            row.case.platform.get_absolute_url(), row.place,
        )
        for row in rows.select_related("case__platform", "case__proposal")
    ]  # fmt: skip
