"""OPEN1 and OPEN2 over a period, and who has written (programme 8.6). Counted from the days, entered by nobody."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from statistics import median

from django.db.models import Count
from django.db.models.functions import TruncDate

from casework import workdays
from casework.counting import Counted, moments, share
from casework.formats import rounded
from consultations.messages.models import Message
from consultations.messages.timeliness import timeliness, whole


def in_time(since: date, until: date) -> Counted:
    """OPEN1: answers in time among those whose last day lies in the period; what still has days left is not counted."""
    timely = whole(timeliness(Message.objects.all(), due=(since, until)))
    return Counted(share(timely.in_time, timely.due), {"ответов в срок": timely.in_time, "всего в счёте": timely.due})


def median_days(since: date, until: date) -> Counted:
    """OPEN2: working days from the day a message was shown to the day it was answered, of the answers given in the period."""
    first, after = moments(since, until)
    rows = (
        Message.objects.readable()
        .filter(kind__in=Message.ANSWERABLE, checked_at__isnull=False, reply__at__gte=first, reply__at__lt=after)
        .order_by()
        .annotate(shown_on=TruncDate("checked_at"), answered_on=TruncDate("reply__at"))
        .values_list("shown_on", "answered_on")
        .annotate(n=Count("pk"))
    )
    days = [workdays.between(shown, answered) for shown, answered, n in rows for _ in range(n)]
    value = rounded(Decimal(str(median(days))), 1) if days else None
    return Counted(value, {"ответов": len(days)})


def authors(since: date, until: date) -> Iterable[int]:
    """Who has written something everybody reads."""
    first, after = moments(since, until)
    return Message.objects.readable().filter(at__gte=first, at__lt=after).values_list("author", flat=True)
