"""Freezing what a card says: the canonical form, its hash, what has changed since the edition before."""

from typing import Any

from documents.snapshots import canonical, sha256
from library.cards.carrying import drawn
from library.cards.models import Card, CardEdition
from library.enclosures.actions import enclose, take_in
from programme.models import Person


def freeze(card: Card, *, by: Person, title: str, area: str, payload: dict[str, Any]) -> CardEdition:
    """A new edition, word for word; the card then says the same. Saved with the move that follows."""
    before = card.current or (card.based_on.current if card.based_on else None)
    statement = {"title": title, "area": area, "fields": take_in(card, {**payload, **drawn(card)})}
    content = canonical(statement)
    edition = CardEdition.objects.create(
        card=card, number=card.editions.count() + 1, content=content.decode(), sha256=sha256(content),
        changes="; ".join(changed(card, before.statement, statement)) if before else "", by=by,
    )  # fmt: skip
    enclose(edition)
    card.title, card.area, card.current = title, area, edition
    return edition


def amend(card: Card, *, by: Person, title: str, area: str, payload: dict[str, Any]) -> tuple[CardEdition, bool]:
    """A new edition, and whether it is one: the same words are not frozen twice («без изменений»)."""
    current, payload = card.current, take_in(card, {**payload, **drawn(card)})
    statement = {"title": title, "area": area, "fields": payload}
    if current is not None and canonical(statement).decode() == current.content:
        return current, False
    return freeze(card, by=by, title=title, area=area, payload=payload), True


def changed(card: Card, before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """The labels of what an edition says otherwise, in order (Russian)."""
    labels = ["Название"] if before["title"] != after["title"] else []
    labels += ["Отраслевая область"] if before["area"] != after["area"] else []
    rules = card.kind.rule.fields
    return labels + [rule.label for rule in rules if before["fields"].get(rule.name) != after["fields"].get(rule.name)]
