"""Fields the forms of this room share: days, moments, members, long texts."""

from typing import Any

from django import forms

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


class MembersField(forms.ModelMultipleChoiceField):
    """Members of a body to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, member: Any) -> str:
        """Name, seat, sector."""
        return f"{member.person.get_full_name()} — {member.get_role_display()}, {member.get_sector_display()}"


def long_text(label: str, rows: int = 4, **kwargs: Any) -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=20000, **kwargs)
