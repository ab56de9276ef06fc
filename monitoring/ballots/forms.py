"""The form of a wave as a citizen answers it, as an office enters it from paper, and the reading of answers in one's own words."""

from typing import Any

from django import forms

from casework.forms import AskForm
from monitoring.ballots.asking import fields_of
from monitoring.ballots.models import TextCode
from monitoring.ballots.strata import AGES, SEXES
from programme.lists import catalogue

SKIP = [("", "не указывать")]


class _QuestionsForm(AskForm):
    """The groups and the questions of a wave."""

    may_be_kept = False

    district = forms.ChoiceField(
        label="Ваш район", choices=lambda: [*SKIP, *catalogue.choices("districts")], required=False
    )
    age = forms.ChoiceField(label="Ваш возраст", choices=[*SKIP, *AGES], required=False)
    sex = forms.ChoiceField(label="Ваш пол", choices=[*SKIP, *SEXES], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.update(fields_of(self.subject.frozen_form or []))
        self.order_fields(
            [*self.FIRST, *(name for name in self.fields if name.startswith("q_")), "district", "age", "sex"]
        )

    FIRST: tuple[str, ...] = ()


class AnswerForm(_QuestionsForm):
    """One citizen's answers, for good."""

    done = "Ответ принят. Кто что ответил, не знает никто; итоги появятся на этой странице."
    button = "Отправить ответы"

    is_aware = forms.BooleanField(
        label="Понимаю: отправленный ответ нельзя изменить или отозвать",
        error_messages={"required": "Поставьте отметку: после отправки ваш ответ не найти, чтобы изменить его."},
    )


class PaperAnswerForm(_QuestionsForm):
    """A form filled in on paper."""

    done = "Бланк введён. Введите следующий или вернитесь на страницу волны."
    button = "Ввести бланк"
    FIRST = ("blank",)

    blank = forms.CharField(label="Номер бланка", max_length=20, help_text="Он не записывается рядом с ответами.")


class TextCodeForm(AskForm):
    """What an answer is about."""

    done = "Ответ разобран."
    button = "Записать тему ответа"

    code = forms.ModelChoiceField(
        label="О чём этот ответ", queryset=TextCode.objects.none(), required=False, empty_label="новая тема"
    )
    title = forms.CharField(
        label="Новая тема",
        max_length=120,
        required=False,
        help_text="Без имён: её прочтут все вместе с числом ответов.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ballot, question = self.subject
        field: Any = self.fields["code"]
        field.queryset = TextCode.objects.filter(wave=ballot.wave_id, question=question)
        if not field.queryset.exists():
            del self.fields["code"]

    def clean(self) -> dict[str, Any]:
        """A code that is known, or a new one."""
        data = super().clean() or self.cleaned_data
        if not data.get("code") and not data.get("title"):
            self.add_error("title", "Выберите тему или назовите новую.")
        return data
