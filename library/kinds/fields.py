"""The fields of a kind as fields of a form, and what was answered as data and in words."""

from collections.abc import Iterable
from datetime import date
from math import ceil
from typing import Any

from django import forms
from django.apps import apps

from casework.fields import DayField, long_text
from library.kinds.rules import FieldRule, KindRule
from programme.lists import catalogue

MOST_LINES = 50
MOST_CARDS = 500  # of a kind that may be named
DAY = "%d.%m.%Y"
FILES = "PDF, DOCX, XLSX, PNG или JPG. Приложенный прежде остаётся, пока не приложен другой."


class LinesField(forms.CharField):
    """Several short answers, each on a line of its own."""

    def __init__(self, *, least: int = 0, **kwargs: Any) -> None:
        self.least = least
        super().__init__(widget=forms.Textarea(attrs={"rows": 5}), max_length=8000, **kwargs)

    def clean(self, value: Any) -> Any:
        """A list of the lines that are not empty."""
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        if lines and len(lines) < self.least:
            raise forms.ValidationError(f"Нужно не меньше {self.least}: каждое с новой строки.")
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(f"Не больше {MOST_LINES} строк.")
        return lines


def form_field(rule: FieldRule) -> forms.Field:
    """The field of a form."""
    asked: dict[str, Any] = {"label": rule.label, "required": rule.is_required, "help_text": rule.help}
    if rule.type == "text":
        return long_text(min_length=rule.least or None, max_length=8000, is_counted=bool(rule.least), **asked)
    if rule.type == "lines":
        return LinesField(least=rule.least, **asked)
    if rule.type == "whole":
        return forms.IntegerField(min_value=0, max_value=10**12, **asked)
    if rule.type == "day":
        return DayField(**asked)
    if rule.type in ("choice", "listed"):
        empty = [] if rule.is_required else [("", "—")]
        return forms.ChoiceField(choices=[*empty, *options(rule)], widget=forms.RadioSelect, **asked)
    if rule.type == "card":
        return forms.ChoiceField(choices=[("", "Выберите"), *options(rule)], **asked)
    if rule.type == "file":
        return forms.FileField(widget=forms.FileInput, **{**asked, "help_text": f"{rule.help} {FILES}".strip()})
    if rule.type == "several":
        return forms.MultipleChoiceField(choices=options(rule), widget=forms.CheckboxSelectMultiple, **asked)
    return forms.CharField(max_length=300, **asked)


def options(rule: FieldRule) -> list[tuple[str, str]]:
    """What may be chosen now."""
    if rule.type == "card":
        return [
            (card.number, f"№ {card.number} «{card.title}»")
            for card in _cards().filter(kind__code=rule.of, status="in_force")[:MOST_CARDS]
        ]
    return catalogue.choices(rule.listed) if rule.listed else list(rule.choices)


def _cards() -> Any:
    """The cards of the room: they stand above their kinds, which a field of a kind may name."""
    return apps.get_model("library", "Card")._default_manager.all()


def frozen(rule: FieldRule, value: Any) -> Any:
    """An answer as an edition keeps it: text, whole numbers, lists; nothing for what was not answered."""
    if value in (None, "", []):
        return None
    return value.isoformat() if isinstance(value, date) else value


def initial(rule: FieldRule, value: Any) -> Any:
    """What was kept, as the form shows it again."""
    return "\n".join(value) if rule.type == "lines" and value else value


def in_words(rule: FieldRule, value: Any) -> str | list[str]:
    """What was answered, as people read it; a list for several answers."""
    if value is None:
        return ""
    if rule.type == "day":
        return f"{date.fromisoformat(value):{DAY}}"
    if rule.type == "card":
        card = _cards().filter(number=value).first()
        return f"№ {value} «{card.title}»" if card else f"№ {value}"
    if rule.type == "file":
        return f"{value['name']}, {ceil(value['size'] / 1024)} КБ"
    if rule.type == "lines":
        return list(value)
    if rule.type in ("choice", "listed", "several"):
        titles: dict[str, str] = dict(catalogue.every(rule.listed) if rule.listed else rule.choices)
        words = [titles.get(code, str(code)) for code in (value if isinstance(value, list) else [value])]
        return words if isinstance(value, list) else words[0]
    return str(value)


def rows(kind: KindRule, payload: dict[str, Any], *, is_inside: bool) -> list[tuple[FieldRule, str | list[str]]]:
    """The answered fields in order; those that are not public only to whoever is inside."""
    shown: Iterable[FieldRule] = (rule for rule in kind.fields if is_inside or rule.is_public)
    return [(rule, in_words(rule, payload[rule.name])) for rule in shown if payload.get(rule.name) is not None]
