"""Programmes of research in force: cards of the library, which this room does not know (programme 8.6, SV-01)."""

from casework.cards import CardsInForce, KnownCard
from casework.rooms import announcements

RESEARCH = "research"


def programmes() -> list[KnownCard]:
    """Those by which a wave may be asked today."""
    return [card for shelf in announcements("cards_in_force", CardsInForce) for card in shelf.rows(RESEARCH)]


def programme(key: str) -> KnownCard | None:
    """The one of this key in the journal, if it holds."""
    return next((card for card in programmes() if card.key == key), None)
