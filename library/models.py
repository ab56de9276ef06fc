"""The facts of the room, gathered."""

from library.cards.cases import CardCase
from library.cards.models import Card, CardEdition
from library.kinds.models import CardKind

__all__ = ["Card", "CardCase", "CardEdition", "CardKind"]
