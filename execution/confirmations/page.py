"""What the page of a measure shows of the citizens' answers: counts to everybody, words and photographs to those inside."""

from typing import Any

from django.db.models import Count, Q, QuerySet

from execution.confirmations import actions
from execution.confirmations.models import Confirmation
from execution.undertakings.models import Undertaking
from programme.access import Visitor
from programme.identity.page import missing_for
from programme.models import Regulation


def answers_on(undertakings: list[Undertaking], person: Visitor, back: str) -> dict[str, Any]:
    """For the undertakings of a measure: the counts, whether they are doubted, what the visitor may still answer."""
    keys = [row.pk for row in undertakings]
    rows = Confirmation.objects.filter(undertaking__in=keys)
    counts = rows.aggregate(seen=Count("pk", filter=Q(sees=True)), unseen=Count("pk", filter=Q(sees=False)))
    answered = (
        set(rows.filter(person=person).values_list("undertaking", flat=True)) if person.is_authenticated else set()
    )
    open_ones = [row for row in undertakings if actions.is_confirmable(row)]
    return {
        **counts,
        "is_doubted": actions.is_doubted(counts["seen"], counts["unseen"], actions.least_doubts()),
        "confirmable": [row for row in open_ones if row.pk not in answered],
        "is_open": bool(open_ones),
        "has_answered": bool(answered),
        "missing": missing_for(person, "measure_confirmation", Regulation.in_force(), back) if open_ones else None,
    }


def inside(undertakings: list[Undertaking], person: Visitor) -> "QuerySet[Confirmation]":
    """The answers with words and photographs, for whoever looks after these undertakings; no names."""
    own = Undertaking.objects.open_to(person).filter(pk__in=[row.pk for row in undertakings])
    return Confirmation.objects.filter(undertaking__in=own).select_related("photo", "undertaking")
