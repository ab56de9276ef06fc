"""What is asked about a publication or a product that is planned."""

from typing import Any

from django import forms

from casework import workdays
from casework.fields import DayField
from casework.forms import AskForm
from execution.undertakings.forms import find_organization
from execution.undertakings.models import Undertaking
from programme.models import Organization


class PlanForm(AskForm):
    """What, where, by whom, by when."""

    title = forms.CharField(label="Что", min_length=5, max_length=300)
    organization = forms.CharField(
        label="Кто отвечает", required=False, max_length=200,
        help_text="ИНН или название организации. Пусто — ответственного назначите позже, до этого исполнение не начнётся.",
    )  # fmt: skip
    due_on = DayField(label="До какого дня")

    def clean_organization(self) -> Organization | None:
        """The only organisation that is called so."""
        words = self.cleaned_data["organization"]
        return find_organization(words) if words else None

    def clean_due_on(self) -> Any:
        """A day to come."""
        day = self.cleaned_data["due_on"]
        if day < workdays.local_date():
            raise forms.ValidationError("Этот день уже прошёл: назовите день не раньше сегодняшнего.")
        return day

    def clean(self) -> dict[str, Any]:
        """A number with its unit."""
        data = super().clean() or self.cleaned_data
        if data.get("planned") is not None and not data.get("unit"):
            self.add_error("unit", "Назовите единицу: количество чего.")
        return data


class PublicationForm(PlanForm):
    """A publication of the media plan."""

    done = "Выход записан в медиаплан, ответственный извещён."
    button = "Записать в медиаплан"

    where = forms.CharField(label="Где", max_length=200, help_text="Издание, канал, страница.")
    planned = forms.DecimalField(
        label="Ожидаемый охват, человек", max_digits=12, decimal_places=0, min_value=1, required=False, localize=False
    )
    field_order = ("title", "where", "organization", "due_on", "planned")

    def clean(self) -> dict[str, Any]:
        """What is counted here is people."""
        if self.cleaned_data.get("planned") is not None:
            self.cleaned_data["unit"] = "человек"
        return super().clean()


class ProductForm(PlanForm):
    """Something that is made."""

    done = "Изделие записано, ответственный извещён."
    button = "Записать изделие"

    where = forms.CharField(label="Где или для кого", max_length=200)
    planned = forms.DecimalField(
        label="Сколько", max_digits=12, decimal_places=2, min_value=1, required=False, localize=False
    )
    unit = forms.CharField(label="Чего", max_length=40, required=False, help_text="Например: «щитов».")
    period = forms.ChoiceField(
        label="Как часто показать на фотографиях", choices=Undertaking.Period.choices, initial=Undertaking.Period.ONCE, required=False,
        help_text="За стендом смотрят: «каждый квартал» — и тот, кто его содержит, каждый раз пришлёт новые снимки с днём съёмки.",
    )  # fmt: skip
    field_order = ("title", "where", "planned", "unit", "period", "organization", "due_on")

    def clean_period(self) -> str:
        """Once, unless it is said otherwise."""
        return self.cleaned_data["period"] or Undertaking.Period.ONCE.value
