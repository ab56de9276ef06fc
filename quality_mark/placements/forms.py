"""What the holder of a place and the office are asked."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.forms import AskForm, ConfirmForm
from quality_mark.fields import long_text


class AnswerForm(AskForm):
    """PL-02, PL-03: accept the place, its conditions read, or decline it."""

    done = "Ответ записан."
    button = "Ответить"
    decision = forms.ChoiceField(
        label="Ваш ответ", widget=forms.RadioSelect, choices=[("accept", "Принять место"), ("decline", "Отказаться")]
    )
    has_read = forms.BooleanField(label="Условия прочитаны", required=False)
    is_public = forms.BooleanField(
        label="Согласие на публикацию: название и участник видны всем", required=False,
        help_text="Можно принять место и без публикации.",
    )  # fmt: skip
    ground = forms.CharField(label="Почему отказываетесь", max_length=400, required=False)
    NEEDED_IF = {
        "ground": Needed("decision", ("decline",), "Напишите одной фразой, почему."),
    }

    def clean(self) -> dict[str, Any]:
        """That the conditions were read is the answer itself."""
        data = super().clean() or self.cleaned_data
        if not data.pop("has_read", False) and data.get("decision") == "accept":
            self.add_error("has_read", "Прочтите условия и отметьте это.")
        return {**data, "ground": data.get("ground") or ""}


class LeaveForm(AskForm):
    """PL-05: the holder gives the place up."""

    done = "Место оставлено."
    button = "Оставить место"
    ground = long_text("Почему", 3, min_length=10)


class ProlongForm(AskForm):
    """The place goes on, once."""

    done = "Место продлено, обладатель извещён."
    button = "Продлить место"
    ground = long_text(
        "Основание", 3, min_length=10, help_text="Что сделано за срок и зачем продлевать: обладатель это прочтёт."
    )


class CertifyForm(ConfirmForm):
    """The paper of a place that was accepted while nobody could sign it."""

    done = "Свидетельство оформлено и ушло на подпись."
    button = "Оформить свидетельство"


class RevokeForm(AskForm):
    """PL-06: the question to the committee."""

    done = "Вопрос о лишении места внесён в комитет."
    button = "Внести вопрос в комитет"
    ground = long_text("Основание", 4, min_length=30, help_text="Недостоверность или нарушение условий, с фактами.")
