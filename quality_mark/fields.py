"""Form fields of this room: long texts, members of a jury, organisations of a person."""

from functools import partial
from typing import Any

from django import forms

from casework import fields
from programme.access import keys_of
from programme.models import Organization

long_text = partial(fields.long_text, max_length=8000, is_counted=True)


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


def organizations_of(person: Any) -> Any:
    """Where the person works: for whom they may enter a contest."""
    pks = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
    return Organization.objects.filter(pk__in=pks)
