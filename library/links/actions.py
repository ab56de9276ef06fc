"""Writing a link of a card, by whoever answers for it or keeps it."""

from typing import Any

from casework import door
from casework.door import Refused
from journal.record import key, record
from library.cards.keeping import keeps
from library.cards.models import Card
from library.links.models import CardLink
from library.links.reading import linkables
from library.links.relations import Relation
from programme.models import Person


def link(card: Card, *, by: Person, relation: str, to: Any) -> CardLink:
    """What is linked is something both can be asked about: never the card itself, and «повторяет» never goes round (L6)."""
    if card.owner_key not in by.capacity_keys() and not keeps(card, by):
        raise Refused("Связывает карточку тот, кто за неё отвечает, или её хранитель.")
    if to == card:
        raise Refused("Карточку не связывают с ней самой.")
    if relation == Relation.REPEATS and isinstance(to, Card) and _repeats(to, card):
        raise Refused("Повторение пошло бы по кругу: та карточка сама повторяет эту.")
    made = CardLink.objects.create(card=card, relation=relation, to_key=key(to), by=by)
    record(
        card,
        "link",
        f"Записана связь: {Relation(relation).label} {_what(made.to_key)}",
        by=by,
        payload={"relation": relation, "to": made.to_key},
    )
    door.notify_waiters(to)
    return made


def _what(name: str) -> str:
    """The other end in the course of the card, without its name: not everybody who reads the course may read it."""
    return f"({linkables()[name.partition(':')[0]].title})"


def _repeats(card: Card, other: Card) -> bool:
    """Does a card repeat another, itself or through those it repeats?"""
    seen, ahead = set[str](), {key(card)}
    while ahead:
        if key(other) in ahead:
            return True
        seen |= ahead
        pks = [int(name.partition(":")[2]) for name in ahead if name.startswith("library.card:")]
        rows = CardLink.objects.filter(card__in=pks, relation=Relation.REPEATS).values_list("to_key", flat=True)
        ahead = set(rows) - seen
    return False
