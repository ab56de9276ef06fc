"""The cards of a kind in force as a table for a spreadsheet: what everybody reads, and nothing else."""

from typing import Any

from library.cards.models import Card
from library.kinds import fields
from library.kinds.models import CardKind
from programme.answers.rules import FieldRule
from programme.imports.tables import to_csv
from programme.lists import catalogue

MOST = 5000
HEADS = ["Номер", "Название", "Отраслевая область", "Кто внёс", "Действует с", "Действует по"]
DAY = "%d.%m.%Y"


def table_of(kind: CardKind) -> bytes:
    """Its public fields as the version in force names them; a card of an earlier version answers those it has."""
    asked = [rule for rule in kind.rule.fields if rule.is_public]
    rows = Card.objects.filter(kind__code=kind.code, status=Card.Status.IN_FORCE).select_related(
        "kind", "current", "organization"
    )
    return to_csv(
        [
            [*HEADS, *(rule.label for rule in asked)],
            *(_line(card, [rule.name for rule in asked]) for card in rows[:MOST]),
        ]
    )


def _answer(rule: FieldRule, value: Any) -> str:
    """In words; another card by its number."""
    words = str(value or "") if rule.type == "card" else fields.in_words(rule, value)
    return words if isinstance(words, str) else "; ".join(words)


def _line(card: Card, names: list[str]) -> list[str]:
    assert card.in_force_at is not None and card.current is not None, "what is in force has been frozen"
    payload, rules = card.current.payload, {rule.name: rule for rule in card.kind.rule.fields if rule.is_public}
    answers = [_answer(rules[name], payload.get(name)) if name in rules else "" for name in names]
    area = catalogue.label("areas", card.area, card.created_at) if card.area else ""
    until = f"{card.expires_on:{DAY}}" if card.expires_on else ""
    return [
        card.number,
        card.title,
        area,
        card.owner_title,
        f"{card.in_force_at:{DAY}}",
        until,
        *answers,
    ]
