"""Accepting an undertaking, naming who answers, pauses, giving it up."""

from typing import Any

from django import forms

from casework.fields import long_text
from casework.forms import AskForm, ConfirmForm
from programme.models import Organization, Person


class AcceptForm(ConfirmForm):
    """UN-02."""

    done = "Поручение принято к исполнению."
    button = "Принять к исполнению"


class AssignForm(AskForm):
    """Who answers: an organisation by its name or number, or a person by e-mail."""

    done = "Ответственный назначен и извещён."
    button = "Назначить ответственного"

    organization = forms.CharField(
        label="Организация", required=False, max_length=200, help_text="ИНН или название, как в реестре организаций."
    )
    person = forms.EmailField(label="или почта человека", required=False)
    ground = forms.CharField(label="Основание", min_length=5, max_length=300)

    def clean_organization(self) -> Organization | None:
        """The only organisation that is called so."""
        words = self.cleaned_data["organization"]
        return find_organization(words) if words else None

    def clean_person(self) -> Person | None:
        """Somebody with an account."""
        email = self.cleaned_data["person"]
        person = Person.objects.filter(email__iexact=email, is_active=True).first() if email else None
        if email and person is None:
            raise forms.ValidationError("С такой почтой никто не зарегистрирован.")
        return person

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        data = super().clean() or self.cleaned_data
        if not self.errors and bool(data.get("organization")) == bool(data.get("person")):
            self.add_error(None, "Назовите либо организацию, либо человека.")
        return data


def find_organization(words: str) -> Organization:
    """The organisation of that ИНН or name. Raises ValidationError, with words for the person."""
    rows = Organization.objects.filter(inn=words) if words.isdecimal() else Organization.objects.none()
    rows = (
        rows
        or Organization.objects.filter(short_name__iexact=words)
        or Organization.objects.filter(full_name__iexact=words)
    )
    rows = rows or Organization.objects.filter(short_name__icontains=words)
    match list(rows[:3]):
        case [organization]:
            return organization
        case []:
            raise forms.ValidationError("Такой организации в реестре нет: проверьте название или введите ИНН.")
        case several:
            names = ", ".join(row.short_name for row in several)
            raise forms.ValidationError(f"Подходит не одна организация: {names}. Введите ИНН или название целиком.")


class GroundForm(AskForm):
    """A ground, for an act outside the steps."""

    ground = long_text("Основание", rows=4, min_length=10)


class SuspendForm(GroundForm):
    """UN-13."""

    done = "Исполнение приостановлено, ответственный извещён."
    button = "Приостановить"


class ResumeForm(GroundForm):
    """UN-14."""

    done = "Исполнение возобновлено, срок сдвинут на время паузы."
    button = "Возобновить"


class DropForm(GroundForm):
    """UN-12."""

    done = "Поручение снято."
    button = "Снять поручение"


class GiveUpForm(GroundForm):
    """UN-11."""

    done = "Поручение признано невыполненным."
    button = "Признать невыполненным"
