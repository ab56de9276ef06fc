"""Contributions that an agreement binds, on the public pages of organisations and of the parts of the programme."""

from django.db.models import Q, QuerySet

from negotiations.contributions.models import Contribution
from negotiations.proposals.shelf import on


def _rows(condition: Q | None) -> "QuerySet[Contribution] | None":
    if condition is None:
        return None
    related = ("party__organization", "recipient__organization", "case__proposal")
    return Contribution.objects.bound().filter(condition).select_related(*related).order_by("-pk")


def given(axis: str, code: str) -> "QuerySet[Contribution] | None":
    """What an organisation has given or owes."""
    return _rows(Q(party__organization=code)) if axis == "organization" else None


def received(axis: str, code: str) -> "QuerySet[Contribution] | None":
    """What an organisation has been given or is owed."""
    return _rows(Q(recipient__organization=code)) if axis == "organization" else None


def to_projects(axis: str, code: str) -> "QuerySet[Contribution] | None":
    """Whatever goes to the projects of a part of the programme."""
    return None if axis == "organization" else _rows(on(axis, code, "case__proposal__"))
