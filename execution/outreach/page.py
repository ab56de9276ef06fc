"""The lists of publications and of products: what is planned, what is out, what is late."""

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from execution.reports.models import Evidence, Report
from execution.undertakings.models import Undertaking


def rows(kind: str, state: str) -> "QuerySet[Undertaking]":
    """Everything of the kind, the last day first; narrowed to what is late or in one state."""
    taken = Report.objects.filter(outcome__in=Report.TAKEN).order_by("-number")
    pictures = Evidence.objects.filter(kind=Evidence.Kind.PHOTO)
    shown = Undertaking.objects.filter(kind=kind, is_public=True).select_related("organization")
    if state == "overdue":
        shown = shown.overdue()
    elif state in Undertaking.Status.values:
        shown = shown.filter(status=state)
    votes = {
        "seen": Count("confirmations", filter=Q(confirmations__sees=True)),
        "unseen": Count("confirmations", filter=Q(confirmations__sees=False)),
    }
    reports = Prefetch("reports", taken.prefetch_related(Prefetch("evidence", pictures, "pictures")), "taken")
    return shown.annotate(**votes).prefetch_related(reports).order_by("-pk")


def lines(shown: list[Any]) -> list[tuple[Any, Report | None]]:
    """Each with the last report that was accepted on it."""
    return [(row, row.taken[0] if row.taken else None) for row in shown]
