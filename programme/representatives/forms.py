"""Inviting a representative."""

from typing import Any

from django import forms

from casework.forms import AskForm
from programme.organizations.forms import DATE
from programme.organizations.memberships import Membership
from programme.periods import today


class InviteForm(AskForm):
    """Who is asked to act for the organisation, as what, for how long and on what ground."""

    done = "Приглашение отправлено. Представителем человек станет, когда сам его примет."
    button = "Отправить приглашение"
    email = forms.EmailField(
        label="Электронная почта человека",
        help_text="Туда придёт письмо со ссылкой. Если учётной записи у человека нет, он создаст её по этой ссылке.",
    )
    role = forms.ChoiceField(label="Роль", choices=Membership.Role.choices, widget=forms.RadioSelect)
    position = forms.CharField(label="Должность", max_length=200)
    valid_from = forms.DateField(label="С какого дня", widget=DATE, initial=today)
    valid_to = forms.DateField(label="По какой день", widget=DATE, required=False, help_text="Пусто — без срока.")
    ground = forms.CharField(label="Основание", max_length=300, help_text="Например: доверенность № 5 от 01.02.2026.")

    def clean(self) -> dict[str, Any]:
        """A period that has passed binds nobody."""
        answers = super().clean() or {}
        first, last = answers.get("valid_from"), answers.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", "Последний день раньше первого.")
        if last and last < today():
            self.add_error("valid_to", "Этот день уже прошёл.")
        return answers
