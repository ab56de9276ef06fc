"""Fields the forms of this room share: days, long texts, people of a jury, organisations of a person."""

from typing import Any

from django import forms

from programme.access import keys_of
from programme.models import Organization

MOST_TEXT = 8000


class DayField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages={"invalid": "Укажите дату, например 23.11.2026."}, **kwargs)


class PersonField(forms.ModelChoiceField):
    """A person by full name."""

    def label_from_instance(self, person: Any) -> str:
        """Surname first."""
        return str(person.get_full_name())


class SeatsField(forms.ModelMultipleChoiceField):
    """Members of a jury to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, seat: Any) -> str:
        """Name, seat, sector."""
        return f"{seat.person.get_full_name()} — {seat.get_role_display()}, {seat.get_sector_display()}"


def long_text(label: str, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    attrs: dict[str, Any] = {"rows": rows}
    if "min_length" in kwargs:
        attrs["data-min-length"] = kwargs["min_length"]
    return forms.CharField(label=label, widget=forms.Textarea(attrs=attrs), max_length=MOST_TEXT, **kwargs)


def organizations_of(person: Any) -> Any:
    """Where the person works: for whom they may enter a contest."""
    pks = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
    return Organization.objects.filter(pk__in=pks)
