"""Appointing somebody to a role, inviting somebody to one."""

from datetime import date
from typing import Any

from django import forms

from casework.forms import AskForm
from programme.appointments.models import Role
from programme.invitations.models import Invitation
from programme.people.models import Person
from programme.periods import today

UNKNOWN = (
    "Человека с такой почтой нет. Отправьте ему приглашение на роль: по ссылке из письма он создаст учётную запись."
)
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RoleForm(AskForm):
    """Who gets which role, for how long and on what ground."""

    email = forms.EmailField(label="Электронная почта человека")
    role = forms.ChoiceField(label="Роль", choices=Role.choices)
    scope = forms.CharField(
        label="Область действия", required=False, max_length=40, help_text="Пусто — роль действует везде."
    )
    valid_from = forms.DateField(label="С какого дня", widget=DATE, required=False, help_text="Пусто — с сегодняшнего.")
    valid_to = forms.DateField(label="По какой день", widget=DATE, required=False, help_text="Пусто — бессрочно.")
    ground = forms.CharField(label="Основание", max_length=300, help_text="Распоряжение, его номер и дата.")

    def clean_valid_to(self) -> date | None:
        """A term that has passed gives nothing."""
        day: date | None = self.cleaned_data["valid_to"]
        if day and day < today():
            raise forms.ValidationError("Этот день уже прошёл.")
        return day


class AppointForm(RoleForm):
    """Somebody who is registered: the role holds at once."""

    done = "Назначение записано и действует."
    button = "Назначить"

    def clean_email(self) -> str:
        """The person must be known, at whichever of the addresses they have confirmed."""
        email = str(self.cleaned_data["email"]).lower()
        if Person.objects.reached_at(email) is None:
            raise forms.ValidationError(UNKNOWN)
        return email


class InviteForm(RoleForm):
    """Anybody with an address: the role holds when they have agreed."""

    done = "Приглашение отправлено. Роль начнёт действовать, когда человек его примет."
    button = "Отправить приглашение"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "email"
        ].help_text = "Туда придёт письмо со ссылкой. Если учётной записи у человека нет, он создаст её по этой ссылке."

    @staticmethod
    def like(pk: str) -> dict[str, Any]:
        """The terms of an earlier invitation to a role, by its number."""
        earlier = Invitation.objects.filter(pk=pk, purpose="role").first() if pk.isdecimal() else None
        names = ("email", "role", "scope", "valid_to", "ground")
        return {name: getattr(earlier, name) for name in names} if earlier else {}
