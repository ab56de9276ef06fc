"""The reports of a resident: which undertaking they stand on, and whether one is late."""

from datetime import date

from casework import workdays
from execution.undertakings.models import Undertaking
from quality_mark.placements.models import Placement


def reports_of(placement: Placement) -> Undertaking | None:
    """The undertaking by which the holder reports every quarter; None for a place without reports."""
    rows = Undertaking.objects.filter(kind=Undertaking.Kind.COMMITMENT, source_url=placement.get_absolute_url())
    return rows.select_related("case__regulation").order_by("pk").first()


def report_overdue_since(commitment: Undertaking) -> date | None:
    """The last day of the report that is late; None if none is."""
    if commitment.is_final or commitment.status in (Undertaking.Status.REPORTED, Undertaking.Status.SUSPENDED):
        return None
    until = commitment.case.term("undertaking.report").until
    day = workdays.local_date(until) if until else None
    return day if day and day < workdays.local_date() else None
