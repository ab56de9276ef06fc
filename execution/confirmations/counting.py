"""Who has said whether they see what is reported (INV1, programme 8.6)."""

from collections.abc import Iterable
from datetime import date

from casework.counting import moments
from execution.confirmations.models import Confirmation


def citizens(since: date, until: date) -> Iterable[int]:
    """Those who have answered in the period."""
    first, after = moments(since, until)
    return Confirmation.objects.filter(at__gte=first, at__lt=after).values_list("person", flat=True)
