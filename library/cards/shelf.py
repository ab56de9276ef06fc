"""Cards on the public pages of organisations and areas."""

from django.db.models import QuerySet

from casework.cards import KnownCard
from journal.record import key
from library.cards.models import Card

FIELDS = {"organization": "organization", "areas": "area"}
MOST = 500


ASSET = "asset"  # intellectual property is not added to contributions (programme 8.2), so it stands by itself
YARD = "yard"  # places where people exercise are looked for as such, not among papers (row 78)


def _public(axis: str, code: str) -> "QuerySet[Card] | None":
    """What everybody reads and what has not been replaced, the newest first."""
    if axis not in FIELDS:
        return None
    cards = Card.objects.public().filter(**{FIELDS[axis]: code}).exclude(status=Card.Status.SUPERSEDED)
    return cards.select_related("kind", "organization").order_by("-pk")


def assets(axis: str, code: str) -> "QuerySet[Card] | None":
    """Intellectual property on the books."""
    cards = _public(axis, code)
    return None if cards is None else cards.filter(kind__code=ASSET)


def rows(axis: str, code: str) -> "QuerySet[Card] | None":
    """All other cards."""
    cards = _public(axis, code)
    return None if cards is None else cards.exclude(kind__code__in=[ASSET, YARD])


def yards(axis: str, code: str) -> "QuerySet[Card] | None":
    """Yards with activities, as long as these go on."""
    cards = _public(axis, code)
    return (
        None if cards is None else cards.filter(kind__code=YARD, status=Card.Status.IN_FORCE).select_related("current")
    )


def in_force(kind: str) -> list[KnownCard]:
    """What of a kind holds now, for rooms that do not know the library."""
    cards = Card.objects.filter(kind__code=kind, status=Card.Status.IN_FORCE).order_by("-pk")
    return [KnownCard(key(card), card.number, card.title, card.get_absolute_url()) for card in cards[:MOST]]
