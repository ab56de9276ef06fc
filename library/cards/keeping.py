"""Who keeps this very card: the keeper of its kind, or whoever owns the card it names.

Where that owner has been closed, the library answers: the keeper of the card that is named.
"""

from casework import roles
from library.cards.models import Card
from library.kinds.keepers import keeper_key
from library.kinds.rules import TARGET_OWNER
from programme.access import Visitor, keys_of


def keeper_of(card: Card) -> str:
    """The capacity key of whoever checks it now."""
    if card.kind.rule.keeper == TARGET_OWNER:
        if card.target and card.target.is_left:
            return keeper_key(card.target.kind) or roles.CARD_KEEPER
        return card.target.owner_key if card.target else ""
    return keeper_key(card.kind)


def keeps(card: Card, person: Visitor) -> bool:
    """Does the visitor keep it?"""
    return keeper_of(card) in keys_of(person)
