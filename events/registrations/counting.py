"""Who has come to events (INV1, programme 8.6)."""

from collections.abc import Iterable
from datetime import date

from casework.counting import moments
from events.registrations.models import Registration


def came(since: date, until: date) -> Iterable[int]:
    """Those marked as seen at an event that began in the period."""
    first, after = moments(since, until)
    rows = Registration.objects.filter(
        status=Registration.Status.ATTENDED, event__starts_at__gte=first, event__starts_at__lt=after
    )
    return rows.values_list("person", flat=True)
