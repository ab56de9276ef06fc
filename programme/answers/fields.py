"""The places of a kind as fields of a form, and what was answered as data and in words."""

from datetime import date
from typing import Any

from django import forms

from casework.fields import DayField, long_text
from programme.answers.rules import FieldRule
from programme.lists import catalogue

MOST_LINES = 50
DAY = "%d.%m.%Y"


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


def form_field(rule: FieldRule, criteria: str = "") -> forms.Field:
    """The field of a form. `criteria`: the set the answers are judged by, where that says what a place is called."""
    asked: dict[str, Any] = {"label": rule.label_for(criteria), "required": rule.is_required, "help_text": rule.help}
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
    if rule.type == "several":
        return forms.MultipleChoiceField(choices=options(rule), widget=forms.CheckboxSelectMultiple, **asked)
    return forms.CharField(max_length=300, **asked)


def options(rule: FieldRule) -> list[tuple[str, str]]:
    """What may be chosen now."""
    return catalogue.choices(rule.listed) if rule.listed else list(rule.choices)


def frozen(value: Any) -> Any:
    """An answer as it is kept: text, whole numbers, lists; nothing for what was not answered."""
    if value in (None, "", []):
        return None
    return value.isoformat() if isinstance(value, date) else value


def initial(rule: FieldRule, value: Any) -> Any:
    """What was kept, as the form shows it again."""
    return "\n".join(value) if rule.type == "lines" and value else value


def in_words(rule: FieldRule, value: Any) -> str | list[str]:
    """What was answered, as people read it; a list for several answers."""
    if value in (None, ""):
        return ""
    if rule.type == "day":
        return f"{date.fromisoformat(value) if isinstance(value, str) else value:{DAY}}"
    if rule.type == "lines":
        return list(value)
    if rule.type in ("choice", "listed", "several"):
        titles: dict[str, str] = dict(catalogue.every(rule.listed) if rule.listed else rule.choices)
        words = [titles.get(code, str(code)) for code in (value if isinstance(value, list) else [value])]
        return words if isinstance(value, list) else words[0]
    return str(value)
