"""The field that chooses a moderator."""

from typing import Any, Self

from django import forms

from negotiations.moderation import ties
from programme.models import Person


class ModeratorField(forms.ModelChoiceField):
    """A moderator from the register, with how many negotiations each leads."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Person.objects.none(), empty_label=None, blank=not kwargs.get("required", True), **kwargs)

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        """The field of one form: the register of this day, not of the day on which the process has started."""
        field = super().__deepcopy__(memo)
        field.queryset = ties.candidates()
        return field

    def label_from_instance(self, person: Person) -> str:
        """Name and load."""
        return f"{person.get_full_name()} — дел в работе: {ties.load_of(person)}"
