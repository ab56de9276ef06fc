"""What is asked about the money and the carriages of an outside show."""

from decimal import Decimal
from typing import Any

from django import forms

from casework.fields import MomentField, long_text
from casework.forms import AskForm
from events.outside.actions import is_planned, is_spent
from events.outside.models import Carriage, EstimateLine


class EstimateForm(AskForm):
    """A sum for each article: of the plan before the show, of what was spent afterwards."""

    done = "Смета записана: её видит каждый на странице показа."
    button = "Записать смету"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for prefix, words in self._parts():
            for code, title in EstimateLine.Article.choices:
                self.fields[f"{prefix}_{code}"] = forms.DecimalField(
                    label=f"{title[0].upper()}{title[1:]}: {words}, ₽", min_value=0, max_digits=14, decimal_places=2, required=False
                )  # fmt: skip

    def _parts(self) -> list[tuple[str, str]]:
        parts = [("planned", "план", is_planned), ("spent", "израсходовано", is_spent)]
        return [(prefix, words) for prefix, words, is_time in parts if is_time(self.subject)]

    @classmethod
    def initial_for(cls, subject: Any) -> dict[str, Any]:
        """As it stands."""
        rows = list(subject.estimate.all())
        return {f"planned_{row.article}": row.planned for row in rows} | {
            f"spent_{row.article}": row.spent for row in rows
        }

    def clean(self) -> dict[str, Any]:
        """The sums as the action knows them; at least one."""
        data = super().clean() or self.cleaned_data
        answers: dict[str, dict[str, Decimal]] = {"planned": {}, "spent": {}}
        for name, value in data.items():
            prefix, _, code = name.partition("_")
            if value is not None:
                answers[prefix][code] = value
        if not self.errors and not any(answers.values()):
            raise forms.ValidationError("Впишите сумму хотя бы одной статьи.")
        return answers


class CarriageForm(AskForm):
    """Who carries it, and when."""

    done = "Перевозка назначена, участникам показа сказано."
    button = "Назначить перевозку"
    way = forms.ChoiceField(label="Куда", choices=Carriage.Way.choices, widget=forms.RadioSelect)
    carrier = forms.CharField(label="Кто везёт", min_length=3, max_length=200)
    leaves_at = MomentField(label="Отправление")
    arrives_at = MomentField(label="Прибытие")
    about = long_text(
        "Где сдать и получить, что сделать", rows=4, min_length=10, max_length=2000,
        help_text="Адрес, упаковка, кто примет. Это прочтут все.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """It arrives after it has left."""
        data = super().clean() or self.cleaned_data
        leaves_at, arrives_at = data.get("leaves_at"), data.get("arrives_at")
        if leaves_at and arrives_at and arrives_at <= leaves_at:
            self.add_error("arrives_at", "Прибытие должно быть позже отправления.")
        return data


class CallOffForm(AskForm):
    """Why it does not go."""

    done = "Перевозка отменена, участникам показа сказано."
    button = "Отменить перевозку"
    ground = long_text("Почему", rows=3, min_length=5, max_length=500)
