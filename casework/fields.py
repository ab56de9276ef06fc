"""Fields the forms of every room share: a day, a moment, a long text."""

from typing import Any

from django import forms

from casework.texts import MOST_TEXT

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


def long_text(
    label: str, rows: int = 4, *, max_length: int | None = MOST_TEXT, is_counted: bool = False, **kwargs: Any
) -> forms.CharField:
    """A text of several lines. `is_counted`: where a least length is asked for, the page says how much is still wanting."""
    attrs: dict[str, Any] = {"rows": rows}
    if is_counted and "min_length" in kwargs:
        attrs["data-min-length"] = kwargs["min_length"]
    return forms.CharField(label=label, widget=forms.Textarea(attrs=attrs), max_length=max_length, **kwargs)
