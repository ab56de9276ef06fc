"""The fields of a kind of cards: those everybody has (`programme.answers`), and the one that names another card."""

from collections.abc import Iterable
from math import ceil
from typing import Any

from django import forms
from django.apps import apps

from casework import workdays
from library.kinds.rules import KindRule
from programme.answers import fields as answers
from programme.answers.rules import FieldRule

MOST_CARDS = 500  # of a kind that may be named
FILES = "PDF, DOCX, XLSX, PNG или JPG. Приложенный прежде остаётся, пока не приложен другой."


def form_field(rule: FieldRule) -> forms.Field:
    """The field of a form."""
    if rule.type == "card":
        return forms.ChoiceField(
            choices=[("", "Выберите"), *options(rule)], label=rule.label, required=rule.is_required, help_text=rule.help
        )
    if rule.type == "file":
        return forms.FileField(
            widget=forms.FileInput,
            label=rule.label,
            required=rule.is_required,
            help_text=f"{rule.help} {FILES}".strip(),
        )
    return answers.form_field(rule)


def options(rule: FieldRule) -> list[tuple[str, str]]:
    """What may be chosen now."""
    if rule.type == "card":
        return [
            (card.number, f"№ {card.number} «{card.title}»")
            for card in _cards().filter(kind__code=rule.of, status="in_force")[:MOST_CARDS]
        ]
    return answers.options(rule)


def _cards() -> Any:
    """The cards of the room: they stand above their kinds, which a field of a kind may name."""
    return apps.get_model("library", "Card")._default_manager.all()


def in_words(rule: FieldRule, value: Any) -> str | list[str]:
    """What was answered, as people read it; a list for several answers."""
    if rule.type == "card" and value is not None:
        card = _cards().filter(number=value).first()
        return f"№ {value} «{card.title}»" if card else f"№ {value}"
    if rule.type == "file" and value is not None:
        return f"{value['name']}, {ceil(value['size'] / 1024)} КБ"
    return answers.in_words(rule, value)


def rows(kind: KindRule, payload: dict[str, Any], *, is_inside: bool) -> list[tuple[FieldRule, str | list[str]]]:
    """The answered fields in order; those that are not public only to whoever is inside."""
    shown: Iterable[FieldRule] = (rule for rule in kind.fields if is_inside or rule.is_public)
    return [(rule, in_words(rule, payload[rule.name])) for rule in shown if payload.get(rule.name) is not None]


def edition_of(card: Any) -> tuple[str, str]:
    """The edition of a card that everybody reads now, in words, and what it says: only its public fields."""
    edition = card.current
    if edition is None:
        return "", ""
    lines = [
        f"{rule.label}: {answer if isinstance(answer, str) else '; '.join(answer)}"
        for rule, answer in rows(card.kind.rule, edition.payload, is_inside=False)
    ]
    return f"редакция {edition.number} от {workdays.local_date(edition.at):%d.%m.%Y}", "\n\n".join(lines)
