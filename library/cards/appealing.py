"""The keeper's refusal of a card can be appealed (CARD-07 → CARD-32)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from casework.appealing import Remedy, Rules
from documents.models import Document
from journal.models import Entry
from journal.record import key
from library.cards import actions
from library.cards.keeping import keeper_of
from library.cards.models import Card
from programme.access import holds
from programme.models import Organization, Person


def stands(card: Card) -> bool:
    """Was it refused by the keeper, and has nobody set the refusal aside?"""
    return card.status == Card.Status.DECLINED and card.refusal is not None and not card.refusal.is_annulled


def received_at(card: Card) -> datetime | None:
    """The refusal is delivered into the cabinet when it is given."""
    return card.refusal.reserved_at if card.refusal else None


def may_appeal(card: Card, person: Any) -> bool:
    """The author, or whoever signs for the author's organisation."""
    return holds(person, f"signer:{card.organization_id}" if card.organization_id else card.owner_key)


def appellant(card: Card, person: Person) -> Organization | None:
    """The organisation, if the card is brought in the name of one."""
    return card.organization


def respondent(card: Card) -> str:
    """The keeper."""
    return keeper_of(card)


def took_part(card: Card) -> Collection[int]:
    """The author, and whoever has checked it: the journal knows them all."""
    acted = Entry.objects.filter(subject=key(card), verb__in=["decline", "send_back"]).exclude(actor=None)
    return {card.author_id, *acted.values_list("actor", flat=True)}


def paper(card: Card) -> Document | None:
    """The refusal."""
    return card.refusal


def remedies(card: Card) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("check", "отменить отказ и вернуть карточку на проверку")]


def satisfy(card: Card, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """CARD-32."""
    actions.restore(card, by=by, ground=ground, paper=paper)


REFUSAL = Rules(
    stands=stands, received_at=received_at, may_appeal=may_appeal, appellant=appellant, respondent=respondent, took_part=took_part,
    remedies=remedies, satisfy=satisfy, paper=paper,
)  # fmt: skip
