"""Fields the forms of negotiations share: days, moments, parties, moderators, long texts."""

from typing import Any

from django import forms

from negotiations import ties

MOMENT = "%Y-%m-%dT%H:%M"


class DayField(forms.DateField):
    """A day, by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, error_messages={"invalid": "Укажите дату, например 23.11.2026."}, **kwargs)


class MomentField(forms.DateTimeField):
    """A day and an hour, by the browser's own calendar."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format=MOMENT, attrs={"type": "datetime-local"})
        errors = {"invalid": "Укажите день и время, например 23.11.2026 14:00."}
        super().__init__(
            widget=widget, input_formats=[MOMENT, "%d.%m.%Y %H:%M", "%Y-%m-%d %H:%M"], error_messages=errors, **kwargs
        )


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


class ModeratorField(forms.ModelChoiceField):
    """A moderator from the register, with how many cases each leads."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(ties.candidates(), empty_label=None, blank=not kwargs.get("required", True), **kwargs)

    def label_from_instance(self, person: Any) -> str:
        """Name and load."""
        return f"{person.get_full_name()} — дел в работе: {ties.load_of(person)}"


def long_text(label: str, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=20000, **kwargs)
