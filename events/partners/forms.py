"""What is asked about an organisation that holds an event together with the city."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import long_text
from casework.forms import AskForm
from programme.models import Organization


class AskPartnerForm(AskForm):
    """Whom, and for what."""

    done = "Организации сказано; её назовут на странице, когда она согласится."
    button = "Позвать"
    organization = forms.ModelChoiceField(label="Организация", queryset=Organization.objects.none(), empty_label="—")
    part = long_text(
        "Что она берёт на себя", rows=4, min_length=10, max_length=2000,
        help_text="Например: «Кафедра ведёт занятия по праву и проверяет итог». Это прочтут все.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.order_by("short_name", "pk")


class AnswerPartnerForm(AskForm):
    """Yes or no, with the reason."""

    done = "Ответ записан, организатору сказано."
    button = "Ответить"
    outcome = forms.ChoiceField(
        label="Ответ", widget=forms.RadioSelect, choices=[("agree", "Проводим вместе"), ("leave", "Отказываемся")]
    )
    reason = long_text("Почему", rows=3, min_length=10, max_length=1000)
    NEEDED_IF = {"reason": Needed("outcome", ("leave",), "Объясните отказ: организатор прочтёт это.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.agreed_at:
            field: Any = self.fields["outcome"]
            field.choices = [("leave", "Отказываемся")]
