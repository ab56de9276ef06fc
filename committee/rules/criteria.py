"""A set of criteria as a form: a row a criterion, with what 0, 5 and 10 are given for."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.forms import formset_factory

from casework.fields import long_text
from casework.forms import AskForm, AskLines
from casework.texts import TidyTexts
from committee.rules import content
from committee.rules.models import RulesDraft
from programme.regulations import scales

SPARE = 2  # empty rows behind the last


class CriterionForm(TidyTexts, forms.Form):
    """One criterion; a row without title and weight is none."""

    title = forms.CharField(label="Критерий", max_length=200, required=False)
    weight = forms.CharField(
        label="Вес", max_length=10, required=False, widget=forms.TextInput(attrs={"inputmode": "decimal"})
    )
    hint = long_text("Что оценивать", rows=2, required=False, max_length=2000)
    at_zero = long_text("За что ставится 0", rows=2, required=False, max_length=1000)
    at_five = long_text("За что ставится 5", rows=2, required=False, max_length=1000)
    at_ten = long_text("За что ставится 10", rows=2, required=False, max_length=1000)
    is_blocking = forms.BooleanField(label="Стоп-критерий: ноль останавливает проект", required=False)
    is_reversed = forms.BooleanField(label="Обратная шкала: 10 — рисков нет", required=False)
    least = forms.IntegerField(
        label="Минимум средней оценки",
        required=False,
        min_value=1,
        max_value=scales.HIGHEST,
        help_text="Ниже него проект не рекомендуют, каков бы ни был балл. Пусто — минимума нет.",
    )

    def clean_weight(self) -> str:
        """A number with two places, as it is kept: 1,5 is 1.50."""
        text = self.cleaned_data["weight"].replace(",", ".").replace(" ", "")
        if not text:
            return ""
        try:
            weight = Decimal(text)
        except InvalidOperation:
            raise forms.ValidationError("Вес — число, например 1,5.") from None
        if not (weight.is_finite() and 0 < weight <= scales.FULL_WEIGHT and weight == round(weight, 2)):
            raise forms.ValidationError("Вес — от 0,01 до 10, не больше двух знаков после запятой.")
        return f"{weight:.2f}"

    def clean(self) -> dict[str, Any]:
        """A row is filled or empty; the anchors come together."""
        data = super().clean() or self.cleaned_data
        if self.errors or not any(data.values()):
            return data
        for name, words in (("title", "Назовите критерий."), ("weight", "Укажите вес.")):
            if not data[name]:
                self.add_error(name, words)
        empty = [name for name in scales.ANCHORS if not data[name]]
        if len(empty) < len(scales.ANCHORS):
            for name in empty:
                self.add_error(name, "Опишите все три опорные оценки — 0, 5 и 10 — или ни одной.")
        return data


class CriterionLines(AskLines):
    """The criteria with a few empty rows behind: saving makes room for more, without scripts."""

    def total_form_count(self) -> int:
        """As many rows as were posted or are known, and some to spare."""
        known = super().total_form_count() if self.is_bound else len(self.initial or []) + SPARE
        return min(known, scales.MOST)


CriterionFormSet = formset_factory(
    CriterionForm, formset=CriterionLines, extra=SPARE, max_num=scales.MOST, absolute_max=scales.MOST
)


class CriteriaForm(AskForm):
    """The whole set as the draft has it."""

    done = "Изменения сохранены."
    button = "Сохранить критерии"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = self.initial.get("rows", [])
        shown = [{**row, "weight": row["weight"].replace(".", ",")} for row in rows]
        bound = self.data if self.is_bound else None
        self.criterion: Any = CriterionFormSet(bound, prefix="criterion", initial=None if self.is_bound else shown)

    @classmethod
    def initial_for(cls, subject: RulesDraft) -> dict[str, Any]:
        """The set as the draft has it."""
        return {"rows": content.new_content(subject, content.base_content(subject))}

    def parts(self) -> list[forms.BaseForm]:
        """The rows are parts of it."""
        return [self, *self.criterion.forms]

    def clean(self) -> dict[str, Any]:
        """The rows in their order, right in themselves and together."""
        super().clean()
        if not self.criterion.is_valid():
            self.add_error(None, "В критериях есть ошибки: они отмечены у строк.")
            return self.cleaned_data
        rows = [_row(form.cleaned_data) for form in self.criterion.forms if any(form.cleaned_data.values())]
        for words in scales.faults(rows):
            self.add_error(None, words)
        return {"rows": rows}


def _row(data: dict[str, Any]) -> dict[str, Any]:
    return {name: data[name] for name in scales.ROW}
