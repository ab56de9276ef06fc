"""What is asked about a consortium."""

from typing import Any

from django import forms

from casework.conditional import Needed
from casework.fields import DayField, long_text
from casework.forms import AskForm
from programme.models import Organization


class FoundForm(AskForm):
    """Its name, its agreement, its day."""

    done = "Консорциум внесён: позовите организации, каждая вступит сама."
    button = "Внести консорциум"
    title = forms.CharField(label="Название", min_length=5, max_length=200)
    about = long_text("Чем занят", rows=4, min_length=20, max_length=3000)
    agreement = forms.CharField(
        label="Соглашение", min_length=5, max_length=300, help_text="Например: «соглашение от 12.03.2026 № 4»."
    )
    since = DayField(label="С какого дня действует")


class AskParticipantForm(AskForm):
    """Whom, and for what."""

    done = "Организации сказано; её назовут на странице, когда она вступит."
    button = "Позвать"
    organization = forms.ModelChoiceField(label="Организация", queryset=Organization.objects.none(), empty_label="—")
    part = long_text(
        "Что она берёт на себя", rows=4, min_length=10, max_length=2000,
        help_text="Например: «Курсы по праву, аудитории и проверка итога». Это прочтут все.",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organization"]
        field.queryset = Organization.objects.order_by("short_name", "pk")


class AnswerParticipantForm(AskForm):
    """Join, refuse or leave, with the reason."""

    done = "Ответ записан."
    button = "Ответить"
    outcome = forms.ChoiceField(
        label="Ответ", widget=forms.RadioSelect, choices=[("agree", "Вступаем"), ("leave", "Не вступаем")]
    )
    reason = long_text("Почему", rows=3, min_length=10, max_length=1000)
    NEEDED_IF = {"reason": Needed("outcome", ("leave",), "Объясните: организатор прочтёт это.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.subject.agreed_at:
            field: Any = self.fields["outcome"]
            field.choices = [("leave", "Выходим")]


class EndForm(AskForm):
    """Why it ends."""

    done = "Консорциум прекращён, участникам сказано."
    button = "Прекратить консорциум"
    ground = forms.CharField(
        label="Почему", min_length=10, max_length=300, help_text="Соглашение о прекращении или иное основание."
    )
