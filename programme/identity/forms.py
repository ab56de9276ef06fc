"""What a person and the office are asked when it is confirmed who somebody is."""

import re
from typing import Any

from django import forms

from casework.forms import AskForm
from programme.identity.desk import person_by
from programme.identity.models import Confirmation
from programme.organizations.forms import GroundForm
from programme.organizations.identifiers import normal_phone
from programme.people.models import Person

CODE_LENGTH = 6
MOBILE = "+79"  # how the numbers begin that take text messages


class NumberForm(AskForm):
    """The number a code is sent to."""

    done = "Код отправлен. Введите его на этой странице."
    button = "Получить код"
    number = forms.CharField(
        label="Номер мобильного телефона",
        max_length=30,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        help_text="Например: +7 913 000-00-00.",
    )

    def clean_number(self) -> str:
        """The number as it is kept; a telephone on a desk takes no messages."""
        number = normal_phone(self.cleaned_data["number"])
        if not number.startswith(MOBILE):
            raise forms.ValidationError(
                "Код приходит на российский мобильный номер: +7 9XX XXX-XX-XX. Проверьте цифры."
            )
        return number


class CodeForm(AskForm):
    """The code from the message."""

    done = "Телефон подтверждён."
    button = "Подтвердить телефон"
    code = forms.CharField(
        label="Код из сообщения",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
        help_text="Шесть цифр.",
    )

    def clean_code(self) -> str:
        """Digits, however they were typed."""
        code = re.sub(r"[\s-]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"[0-9]{{{CODE_LENGTH}}}", code):
            raise forms.ValidationError("Код — шесть цифр из последнего сообщения.")
        return code


class GiveUpForm(AskForm):
    """Nothing to fill in: the number is taken off."""

    done = "Номер снят."
    button = "Снять номер"


class FindPersonForm(AskForm):
    """Who stands before the desk."""

    button = "Найти человека"
    who = forms.CharField(
        label="Код или электронная почта",
        max_length=300,
        help_text="Код человек показывает на своей странице «Кто вы»; его можно и прочитать сканером.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_who(self) -> Person:
        """The account in use behind a code of today or a confirmed address."""
        words = self.cleaned_data["who"]
        person = Person.objects.reached_at(words) if "@" in words else person_by(words)
        if person is None:
            raise forms.ValidationError(
                "Такой учётной записи нет, или код вчерашний. Попросите человека открыть страницу «Кто вы» и показать код ещё раз."
            )
        return person


class DocumentForm(AskForm):
    """What was shown, and the name as it stands there. There is no field for a number, and none may be written down."""

    done = "Личность подтверждена документом. Человек получил уведомление."
    button = "Документ видел, личность подтверждаю"
    document = forms.ChoiceField(
        label="Какой документ показан", choices=Confirmation.Document.choices, widget=forms.RadioSelect
    )
    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    middle_name = forms.CharField(label="Отчество", max_length=100, required=False, help_text="Если есть в документе.")
    is_same = forms.BooleanField(label="Фотография в документе — этого человека, имя совпадает с документом")

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """The name as the account has it."""
        return {name: getattr(subject, name) for name in ("last_name", "first_name", "middle_name")}

    def clean(self) -> dict[str, Any]:
        """The tick itself is not kept."""
        answers = super().clean() or {}
        answers.pop("is_same", None)
        return answers


class RevokeForm(GroundForm):
    """Why a confirmation is taken back."""

    done = "Подтверждение отозвано, человек получил уведомление."
    button = "Отозвать подтверждение"
