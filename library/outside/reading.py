"""What a card says to whom it asks outside: its own field, or one of the card it names (`call.donor`)."""

from library.cards.models import Card


def named_in(card: Card, path: str) -> str:
    """The answer at a path of `library.kinds.rules.External`; empty if there is none."""
    name, _, of_target = path.partition(".")
    source = card.target if of_target else card
    edition = source.current if source else None
    return str((edition.payload.get(of_target or name) if edition else None) or "")
