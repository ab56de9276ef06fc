"""Measures of the programme in force, on the public pages of organisations, clusters, levels and areas."""

from django.db.models import Q, QuerySet

from execution.editions.models import ProgrammeEdition
from execution.measures.models import Measure

CONDITIONS = {
    "organization": "responsibilities__body__organization",
    "clusters": "clusters__contains",
    "levels": "level",
    "areas": "area",
}


def on(axis: str, code: str) -> Q | None:
    """The condition under which a measure stands there; None: measures know no such axis."""
    name = CONDITIONS.get(axis)
    return Q(**{name: [code] if axis == "clusters" else code}) if name else None


def in_force() -> "QuerySet[Measure]":
    """The measures that are carried out now."""
    return Measure.objects.filter(edition__status=ProgrammeEdition.Status.IN_FORCE)


def rows(axis: str, code: str) -> "QuerySet[Measure] | None":
    """In the order of the programme."""
    condition = on(axis, code)
    return None if condition is None else in_force().filter(condition).select_related("undertaking").order_by("order")
