"""OPEN3 over a period (programme 8.6): decisions that came before the public in time (DC-08)."""

from datetime import date, timedelta

from casework import workdays
from casework.counting import Counted, moments, share
from committee.decisions.models import Decision

TERM = "committee.publication"
LONGEST = 60  # calendar days within which the term of a decision in force surely ends


def in_time(since: date, until: date) -> Counted:
    """Of decisions whose last day of publication lies in the period and which were published or are late."""
    first, after = moments(since - timedelta(days=LONGEST), until)
    rows = Decision.objects.filter(in_force_at__gte=first, in_force_at__lt=after).select_related(
        "line__meeting__regulation"
    )
    today, in_time, due = workdays.local_date(), 0, 0
    for row in rows.exclude(status=Decision.Status.REVOKED, published_at=None):
        last = workdays.add(workdays.local_date(row.in_force_at), row.line.meeting.regulation.term(TERM).days)
        if not since <= last <= until or (row.published_at is None and last >= today):
            continue
        due += 1
        in_time += row.published_at is not None and workdays.local_date(row.published_at) <= last
    return Counted(share(in_time, due), {"опубликовано в срок": in_time, "всего в счёте": due})
