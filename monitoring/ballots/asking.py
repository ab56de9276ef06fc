"""The questions of a frozen form as fields, and what was answered as data. Pure, but for Django's fields."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from casework.fields import long_text

UNSURE, UNSURE_WORDS = "-", "Затрудняюсь ответить"
SCALE = 5
PREFIX = "q_"
MOST_NUMBER = 10**9


def fields_of(form: Iterable[dict[str, Any]]) -> dict[str, forms.Field]:
    """A field for each question, by the name under which its answer comes."""
    return {PREFIX + question["code"]: _field(question) for question in form}


def _field(question: dict[str, Any]) -> forms.Field:
    kind, label = question["kind"], question["text"]
    if kind == "text":
        return long_text(
            label, rows=3, max_length=1000, required=False,
            help_text="Затрудняетесь — оставьте пустым. Прочтёт только аналитик; не называйте себя и других.",
        )  # fmt: skip
    if kind == "number":
        return forms.DecimalField(
            label=label, required=False, min_value=0, max_value=MOST_NUMBER, max_digits=12, decimal_places=2,
            help_text="Затрудняетесь — оставьте пустым.",
        )  # fmt: skip
    choices = [*options_of(question), (UNSURE, UNSURE_WORDS)]
    if kind == "several":
        return Several(
            label=label, choices=choices, widget=forms.CheckboxSelectMultiple, help_text="Можно отметить несколько."
        )
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class Several(forms.MultipleChoiceField):
    """Several answers, or that one is unsure: not both."""

    def clean(self, value: Any) -> Any:
        """As it was ticked, if it makes sense."""
        ticked = super().clean(value)
        if UNSURE in ticked and len(ticked) > 1:
            raise forms.ValidationError(f"Отметьте ответы или «{UNSURE_WORDS}», но не то и другое вместе.")
        return ticked


def options_of(question: dict[str, Any]) -> list[tuple[str, str]]:
    """What one may answer a question of a list or a scale with."""
    if question["kind"] == "scale":
        words = {1: question["low"], SCALE: question["high"]}
        return [(str(n), f"{n} — {words[n]}" if words.get(n) else str(n)) for n in range(1, SCALE + 1)]
    return [(row["code"], row["label"]) for row in question["options"]]


def listed(question: dict[str, Any]) -> list[str]:
    """The words of its answers; none of a question that is answered with a number or a text."""
    return [] if question["kind"] in ("text", "number") else [label for _, label in options_of(question)]


def packed(form: Iterable[dict[str, Any]], given: dict[str, Any]) -> dict[str, Any]:
    """The answers as data: a code, a list of codes, a number in digits, a text; None for «затрудняюсь ответить»."""
    return {question["code"]: _packed(given.get(PREFIX + question["code"])) for question in form}


def _packed(value: Any) -> Any:
    if value in (None, "", UNSURE, [UNSURE], []):
        return None
    return f"{value:f}" if isinstance(value, Decimal) else value
