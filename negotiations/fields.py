"""Fields the forms of negotiations share: rows to choose from, sums, parties, organisations."""

import re
from decimal import Decimal
from typing import Any

from django import forms


def choosing(form: forms.Form, name: str) -> forms.ModelChoiceField:
    """A field of the form that chooses among rows."""
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    return field


class RoublesField(forms.DecimalField):
    """A sum as people write it: "1 640 000,50 ₽" is as good as 1640000.50."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", **kwargs.pop("attrs", {})}
        super().__init__(max_digits=14, decimal_places=2, widget=forms.TextInput(attrs=attrs), **kwargs)

    def to_python(self, value: Any) -> Any:
        """Spaces, the sign of the rouble and the comma are no mistakes."""
        if isinstance(value, str):
            value = re.sub(r"[\s₽]|руб\.?", "", value).replace(",", ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A known sum is shown in groups of three; what was typed stays as it was typed."""
        return f"{value:,.2f}".replace(",", " ").replace(".", ",") if isinstance(value, Decimal) else value


class PartiesField(forms.ModelMultipleChoiceField):
    """Parties to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, party: Any) -> str:
        """Name, sector, whether nothing is decided without it."""
        essential = ", обязательная" if party.is_essential else ""
        return f"{party.organization.short_name} — {party.get_sector_display()}{essential}"


class OrganizationsField(forms.ModelMultipleChoiceField):
    """Organisations to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, organization: Any) -> str:
        """Name and sector."""
        return f"{organization.short_name} — {organization.get_sector_display()}"
