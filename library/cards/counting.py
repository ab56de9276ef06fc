"""REP1 over a period (programme 8.6): repetitions of practices that somebody else has confirmed."""

from datetime import date
from decimal import Decimal

from casework.counting import Counted, moments
from execution.models import Undertaking
from library.cards.models import Card


def repetitions(since: date, until: date) -> Counted:
    """Those whose report was accepted in the period; there may well be none, and that is a nought."""
    first, after = moments(since, until)
    done = Card.objects.filter(
        undertaking__kind=Undertaking.Kind.REPLICATION, undertaking__status=Undertaking.Status.DONE,
        undertaking__ended_at__gte=first, undertaking__ended_at__lt=after,
    ).count()  # fmt: skip
    return Counted(Decimal(done), {"отчётов о повторении принято": done})
