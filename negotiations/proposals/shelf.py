"""Proposals on the public pages of organisations, clusters, directions, levels and areas."""

from django.db.models import Q, QuerySet

from negotiations.proposals.models import Proposal

FIELDS = {
    "organization": "organization",
    "clusters": "cluster",
    "directions": "direction",
    "levels": "level",
    "areas": "area",
}


def on(axis: str, code: str, path: str = "") -> Q | None:
    """The condition under which a proposal, reached by `path`, stands there; None: proposals know no such axis."""
    field = FIELDS.get(axis)
    return Q(**{f"{path}{field}": code}) if field else None


def rows(axis: str, code: str) -> "QuerySet[Proposal] | None":
    """Registered proposals."""
    condition = on(axis, code)
    if condition is None:
        return None
    return Proposal.objects.public().filter(condition).select_related("organization").order_by("-submitted_at", "-pk")
