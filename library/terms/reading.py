"""The terms that held on a day."""

from datetime import date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from casework import searching
from library.cards.models import Card
from library.terms.marking import Marker, Term, names_of

KIND = "term"
MOST = 500
MEANING = 200  # signs of the definition behind a link


def in_force(at: datetime | None = None) -> "QuerySet[Card]":
    """The terms that held at a moment, now unless told."""
    rows = Card.objects.filter(kind__code=KIND, status__in=Card.ADOPTED).select_related("current", "kind")
    if at is None:
        return rows.filter(status=Card.Status.IN_FORCE)
    return rows.filter(in_force_at__lte=at).filter(Q(ended_at=None) | Q(ended_at__gt=at))


def moment_of(day: Any) -> datetime | None:
    """The moment a text speaks of: a moment, the end of a day, or now."""
    if isinstance(day, datetime):
        return day
    return timezone.make_aware(datetime.combine(day, time.max)) if isinstance(day, date) else None


def marker(day: Any = None, without: Any = None) -> Marker:
    """What marks the texts of a page of that day; a term is not linked on its own page."""
    rows = in_force(moment_of(day))
    if isinstance(without, Card):
        rows = rows.exclude(pk=without.pk)
    return Marker([_term(card) for card in rows[:MOST]])


def _term(card: Card) -> Term:
    payload = card.current.payload if card.current else {}
    return Term(
        names_of(card.title, payload.get("synonyms") or []), card.get_absolute_url(), str(payload.get("definition", ""))[:MEANING]
    )  # fmt: skip


def glossary() -> list[tuple[Card, dict[str, Any]]]:
    """The terms in force by their names, with what they say."""
    rows = in_force().order_by(*searching.by_name("title"))[:MOST]
    return [(card, card.current.payload if card.current else {}) for card in rows]
