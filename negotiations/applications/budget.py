"""The budget's lines as a part of the application form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import formset_factory

from casework.forms import AskLines
from casework.texts import TidyTexts
from negotiations.applications.models import BudgetLine
from negotiations.fields import RoublesField

MOST, SPARE = 40, 1  # lines of a budget; empty ones kept behind the last


class BudgetLineForm(TidyTexts, forms.Form):
    """One line of the budget; an empty one is no line."""

    article = forms.CharField(label="Статья", max_length=200, required=False)
    source = forms.ChoiceField(label="Источник", choices=[("", "—"), *BudgetLine.Source.choices], required=False)
    amount = RoublesField(label="Сумма, ₽", required=False, attrs={"data-sum": "budget"})

    def clean(self) -> dict[str, Any]:
        """A line is filled completely or left empty."""
        data = self.cleaned_data
        filled = [bool(data.get("article")), bool(data.get("source")), data.get("amount") is not None]
        if any(filled) and not all(filled) and not self.errors:
            raise ValidationError("Укажите в строке статью, источник и сумму — или очистите её.")
        if data.get("amount") is not None and data["amount"] <= 0:
            self.add_error("amount", "Сумма должна быть больше нуля.")
        return data


class BudgetLines(AskLines):
    """The lines with an empty one behind the last filled one: saving a draft makes room for more, without scripts."""

    def total_form_count(self) -> int:
        """As many lines as were posted or are known, and some to spare."""
        count = super().total_form_count()
        last = max((n for n in range(count) if self._is_told(n)), default=-1)
        return min(max(count, last + 1 + SPARE), MOST)

    def _is_told(self, n: int) -> bool:
        if not self.is_bound:
            return n < len(self.initial or [])
        return any(self.data.get(f"{self.add_prefix(n)}-{name}") for name in self.form.base_fields)


BudgetFormSet = formset_factory(
    BudgetLineForm, formset=BudgetLines, extra=0, min_num=1, max_num=MOST, absolute_max=MOST
)
