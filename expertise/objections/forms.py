"""Answering a draft, and answering objections (EX-15)."""

from typing import Any

from django import forms

from casework.forms import AskForm
from expertise.fields import text_field


class ObjectForm(AskForm):
    """EX-15: the applicant agrees or objects."""

    done = "Ответ на проект принят."
    button = "Отправить ответ"

    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=[("agree", "Согласны с проектом заключения"), ("object", "Есть возражения")],
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ."},
    )
    text = text_field(
        "Возражения", 6, "С чем вы не согласны и почему. Ответ на каждое возражение войдёт в заключение.", False
    )

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        text = cleaned["text"].strip()
        if cleaned["answer"] == "object" and not text:
            self.add_error("text", "Напишите, с чем вы не согласны.")
        return {"is_agreed": cleaned["answer"] == "agree", "text": text}


class AnswerForm(AskForm):
    """The coordinator's answer to objections."""

    done = "Ответ записан и войдёт в заключение."
    button = "Ответить"

    text = text_field("Ответ на возражения", 6, "Ответьте на каждое возражение: принято или нет и почему.")
