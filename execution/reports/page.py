"""Which reports somebody reads: accepted ones of what is public, all of them inside."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from execution.reports.models import Evidence, Report
from execution.undertakings.models import Undertaking
from programme.access import Visitor


def reports_for(person: Visitor) -> "QuerySet[Report]":
    """Accepted reports on what they may see; every report on what is open to them."""
    taken = Q(outcome__in=Report.TAKEN, undertaking__in=Undertaking.objects.visible_to(person))
    return Report.objects.filter(taken | Q(undertaking__in=Undertaking.objects.open_to(person)))


def reports_on(undertakings: Iterable[int], person: Visitor) -> "QuerySet[Report]":
    """Those of some undertakings, the newest first, with their evidence."""
    rows = reports_for(person).filter(undertaking__in=list(undertakings)).order_by("-at", "-pk")
    return rows.select_related("undertaking", "document", "by").prefetch_related("evidence")


def evidence_for(person: Visitor) -> "QuerySet[Evidence]":
    """The files of the reports somebody reads."""
    return Evidence.objects.filter(report__in=reports_for(person)).select_related("report__undertaking")
