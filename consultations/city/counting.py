"""GOOD1: what share of what was said of the city is good (programme 1.7, 8.6). Counted, entered by nobody."""

from datetime import date

from django.db.models import Count, Q

from casework.counting import Counted, moments, share
from consultations.messages.models import Message

LEAST = 5  # fewer statements make no share: one voice would swing it by twenty per cent


def good(since: date, until: date) -> Counted:
    """Statements of the period that everybody reads; of one said again only the first counts."""
    first, after = moments(since, until)
    rows = Message.objects.readable().filter(kind=Message.Kind.STATEMENT, repeats=None, at__gte=first, at__lt=after)
    tally = rows.order_by().aggregate(total=Count("pk"), good=Count("pk", filter=Q(tone=Message.Tone.GOOD)))
    value = share(tally["good"], tally["total"]) if tally["total"] >= LEAST else None
    return Counted(value, {"высказываний «хорошо»": tally["good"], "всего высказываний": tally["total"]})
