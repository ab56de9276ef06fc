"""What is asked before a scheme fills the budget."""

from decimal import Decimal
from typing import Any

from django import forms

from casework.forms import AskForm
from negotiations.fields import RoublesField
from negotiations.schemes.shares import SHARES


class SchemeForm(AskForm):
    """The whole sum; the shares come with the page."""

    done = "Строки бюджета заполнены: проверьте их и уточните статьи."
    button = "Заполнить строки бюджета"
    FROM_THE_CARD = ("number", *SHARES)

    total = RoublesField(label="Бюджет проекта, ₽", min_value=Decimal("1"), help_text="Его разделят доли схемы.")
    number = forms.CharField(max_length=40, required=False, widget=forms.HiddenInput)
    city = forms.IntegerField(min_value=0, max_value=100, required=False, widget=forms.HiddenInput)
    business = forms.IntegerField(min_value=0, max_value=100, required=False, widget=forms.HiddenInput)
    community = forms.IntegerField(min_value=0, max_value=100, required=False, widget=forms.HiddenInput)
    other = forms.IntegerField(min_value=0, max_value=100, required=False, widget=forms.HiddenInput)

    @property
    def about(self) -> str:
        """The shares the page has come with, in words."""
        shares = {name: str(self[name].value() or "") for name in SHARES}
        words = ", ".join(
            f"{SHARES[name][0].lower()} — {share} %"
            for name, share in shares.items()
            if share.isdecimal() and int(share)
        )
        return (
            f"Схема № {self['number'].value()}: {words}."
            if words
            else "Откройте схему в библиотеке и выберите её снова."
        )

    def clean(self) -> dict[str, Any]:
        """The shares of a scheme give a hundred."""
        data = super().clean() or self.cleaned_data
        shares = {name: data.pop(name, None) or 0 for name in SHARES}
        if sum(shares.values()) != 100:
            self.add_error(None, "Доли не дают 100 %: откройте схему в библиотеке и выберите её снова.")
        return {**data, "shares": shares}
