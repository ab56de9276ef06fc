"""Deciding what a tie of an expert means."""

from typing import Any

from django import forms

from casework.forms import AskForm
from expertise.ties.models import TieQuestion


class DecideTieForm(AskForm):
    """A tie has surfaced: does the sheet stay?"""

    done = "Решение записано."
    button = "Записать решение"

    verdict = forms.ChoiceField(
        label="Ваше решение",
        choices=[
            ("keep", "Сохранить лист: связь не влияет на оценку"),
            ("recuse", "Отвести эксперта: лист не учитывается"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
    )
    ground = forms.CharField(
        label="Основание",
        help_text="Почему вы так решили. Если лист сохранён, основание войдёт в заключение: не называйте эксперта.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Напишите, почему вы так решили."},
    )

    def questions(self) -> list[TieQuestion]:
        """What is known: who entered the tie, when, accepted by whom."""
        return list(self.subject.tie_questions.open())

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        return {"is_kept": cleaned["verdict"] == "keep", "ground": cleaned["ground"]}


class DecideLateTieForm(DecideTieForm):
    """The same about a question that has a case of its own."""

    def questions(self) -> list[TieQuestion]:
        """This one."""
        return [self.subject]
