"""The places of a score sheet that stand under each criterion: the mark, its ground, how sure the expert is, what stays out of the conclusion."""

from typing import Any

from django import forms

from programme.models import Criterion

CONFIDENCE = [
    (1, "не уверен: сужу по общим соображениям"),
    (2, "уверен: тема мне знакома"),
    (3, "уверен вполне: это моя работа"),
]


def mark_field(criterion: Criterion, scale: list[dict[str, Any]]) -> forms.TypedChoiceField:
    """0…10, each with what the scale says of it (3.2 «Шкала»)."""
    choices = [("", "Выберите оценку"), *((str(value), f"{value} — {_hint(scale, value)}") for value in range(11))]
    return forms.TypedChoiceField(
        label=f"Оценка: {criterion.title}",
        choices=choices,
        coerce=int,
        widget=forms.Select(attrs={"data-weight": str(criterion.weight)}),
        error_messages={
            "required": "Поставьте оценку от 0 до 10.",
            "invalid_choice": "Оценка — целое число от 0 до 10.",
        },
    )


def _hint(scale: list[dict[str, Any]], value: int) -> str:
    return str(next(step["text"] for step in scale if step["from"] <= value <= step["to"]))


def ground_field(criterion: Criterion, rules: dict[str, Any]) -> forms.CharField:
    """Why this mark; how long it must be is counted by the form, since it depends on the mark."""
    return forms.CharField(
        label=f"Обоснование: {criterion.title}",
        widget=forms.Textarea(attrs={"rows": 4, "data-min-length": rules["criterion"]}),
        max_length=5000,
        help_text=f"Не меньше {rules['criterion']} знаков; при оценке 0–{rules['extreme_low']} и "
        f"{rules['extreme_high']}–10 — не меньше {rules['extreme']}.",
        error_messages={"required": "Обоснуйте оценку."},
    )


def confidence_field(criterion: Criterion) -> forms.TypedChoiceField:
    """How sure the expert is of the mark, from 1 to 3. It is told, never counted."""
    return forms.TypedChoiceField(
        label=f"Уверенность: {criterion.title}",
        choices=[("", "Не указывать"), *((str(value), f"{value} — {words}") for value, words in CONFIDENCE)],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="На балл не влияет: её видят координатор и эксперты дела, когда приняты все листы.",
        error_messages={"invalid_choice": "Уверенность — 1, 2 или 3; можно не указывать."},
    )


def private_field(what: str) -> forms.BooleanField:
    """The mark with which an expert keeps words out of the conclusion."""
    return forms.BooleanField(label=f"Не переносить в заключение: {what}", required=False)
