"""Appointing somebody to a role."""

from django import forms

from casework.forms import AskForm
from programme.appointments.models import Role
from programme.people.models import Person

UNKNOWN = "Человека с такой почтой нет. Попросите его зарегистрироваться и повторите."
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class AppointForm(AskForm):
    """Who is appointed to what, for how long and on what ground."""

    done = "Назначение записано и действует."
    button = "Назначить"
    email = forms.EmailField(
        label="Электронная почта человека", help_text="Человек должен быть зарегистрирован в системе."
    )
    role = forms.ChoiceField(label="Роль", choices=Role.choices)
    scope = forms.CharField(
        label="Область действия", required=False, max_length=80, help_text="Пусто — роль действует везде."
    )
    valid_from = forms.DateField(label="С какого дня", widget=DATE, required=False, help_text="Пусто — с сегодняшнего.")
    valid_to = forms.DateField(label="По какой день", widget=DATE, required=False, help_text="Пусто — бессрочно.")
    ground = forms.CharField(label="Основание", max_length=300, help_text="Распоряжение, его номер и дата.")

    def clean_email(self) -> str:
        """The person must be known, at whichever of the addresses they have confirmed."""
        email = self.cleaned_data["email"].lower()
        if Person.objects.reached_at(email) is None:
            raise forms.ValidationError(UNKNOWN)
        return email
