"""Whom viewers choose from, and how many chose whom. The totals are counted from the voices, nobody enters them."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from events.occasions.models import Event
from events.registrations.models import Registration

OVER = (Event.Status.SUMMING, Event.Status.HELD)


@dataclass(frozen=True)
class Total:
    """What was shown, by whom as everybody may read it, and how many voices it has."""

    title: str
    voices: int


def shown(event: Event) -> Any:
    """What those who were chosen show, in the order in which they applied."""
    rows = event.registrations.filter(status__in=[Registration.Status.CONFIRMED, Registration.Status.ATTENDED])
    return rows.exclude(exhibit="").select_related("organization").order_by("pk")


def title_of(registration: Registration) -> str:
    """The exhibit and the organisation; the person is never named."""
    lead = f"{registration.organization.short_name}: " if registration.organization else ""
    return f"{lead}{registration.exhibit}"


def is_open(event: Event) -> bool:
    """May viewers vote now? From two exhibits on there is a choice."""
    return event.rule.viewers and event.status == Event.Status.ON and shown(event).count() > 1


def totals(event: Event) -> list[Total]:
    """When the festival is over: the most voices first. Before that nobody knows them."""
    if not event.rule.viewers or event.status not in OVER:
        return []
    rows = event.registrations.exclude(exhibit="").exclude(voices=None).annotate(number=Count("voices"))
    return [Total(title_of(row), row.number) for row in rows.select_related("organization").order_by("-number", "pk")]
