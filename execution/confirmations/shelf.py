"""Measures of which citizens have said what they see, on the public pages of parts of the programme (row 78)."""

from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from execution.confirmations.models import Confirmation
from execution.measures.models import Measure
from execution.measures.shelf import in_force, on


def _answers(sees: bool) -> Coalesce:
    """How many said so of a measure or of an item of it."""
    asked = Q(undertaking__measure=OuterRef("pk")) | Q(undertaking__measure_item__measure=OuterRef("pk"))
    rows = Confirmation.objects.filter(asked, sees=sees).order_by().values("sees")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n"), output_field=IntegerField()), 0)


def rows(axis: str, code: str) -> "QuerySet[Measure] | None":
    """In the order of the programme, only those somebody has answered about."""
    condition = on(axis, code)
    if condition is None:
        return None
    measures = in_force().filter(condition).annotate(seen=_answers(sees=True), unseen=_answers(sees=False))
    return measures.filter(Q(seen__gt=0) | Q(unseen__gt=0)).order_by("order")
