"""The register of experts."""

from functools import partial
from typing import Any

from django import forms

from casework import workdays
from casework.forms import AskForm, ConfirmForm
from expertise.register.models import Affiliation, Expert
from programme.lists import catalogue
from programme.models import Organization, Person


def _day(label: str, required: bool = True) -> forms.DateField:
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


def _ground(label: str, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=300, error_messages={"required": "Укажите основание."}
    )


class AdmitForm(AskForm):
    """A new expert."""

    done = "Эксперт включён в реестр."
    button = "Включить в реестр"

    person = forms.EmailField(label="Электронная почта учётной записи", error_messages={"required": "Укажите почту."})
    track = forms.ChoiceField(label="Трек", choices=Expert.Track.choices, widget=forms.RadioSelect)
    areas = forms.MultipleChoiceField(
        label="Области",
        choices=partial(catalogue.choices, "areas"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте область."},
    )
    field = forms.CharField(label="Специализация", max_length=300)
    position = forms.CharField(label="Должность, степень, статус", max_length=300)
    ground = _ground(
        "Основание допуска",
        "Профильный опыт не меньше трёх лет или признанный опыт общественной деятельности, обучение.",
    )

    def clean_person(self) -> Person:
        """The account with this address."""
        person = Person.objects.filter(email=self.cleaned_data["person"].lower(), is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                "Учётной записи с такой почтой нет. Администратор пригласит человека на роль эксперта: по ссылке из письма он её создаст."
            )
        return person


class ProlongForm(AskForm):
    """Two more years."""

    done = "Допуск продлён на два года."
    button = "Продлить допуск"

    ground = _ground("Основание продления")


class ExcludeForm(AskForm):
    """Out for a year."""

    done = "Эксперт исключён из реестра на год."
    button = "Исключить на год"

    ground = _ground("Основание исключения", "Например, ложная декларация интересов.")


class AffiliationForm(AskForm):
    """A tie with an organisation."""

    done = "Связь записана."
    button = "Записать связь"

    organization = forms.ModelChoiceField(
        Organization.objects.filter(closed_at=None),
        label="Организация",
        error_messages={"required": "Выберите организацию."},
    )
    kind = forms.ChoiceField(label="Вид связи", choices=Affiliation.Kind.choices)
    valid_from = _day("С какого дня")
    valid_to = _day("По какой день", required=False)
    note = forms.CharField(label="Пояснение", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """A tie begins before it ends, and not in the future."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("valid_from"), cleaned.get("valid_to")
        if start and start > workdays.local_date():
            self.add_error("valid_from", "Этот день ещё не наступил.")
        if start and end and end < start:
            self.add_error("valid_to", "Связь кончается раньше, чем начинается.")
        return cleaned


class EndAffiliationForm(ConfirmForm):
    """The tie has ended."""

    done = "Связь закрыта; при проверке конфликтов она ещё учитывается, сколько назначил регламент."
    button = "Прекратить связь"
