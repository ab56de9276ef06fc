"""A place of the application as a field of a form. Pure."""

from typing import Any

from django import forms

from casework.fields import DayField
from quality_mark.fields import long_text
from quality_mark.kinds.rules import FieldRule


def form_field(place: FieldRule, criteria: str) -> forms.Field:
    """The field of a place that has none of its own."""
    asked: dict[str, Any] = {
        "label": place.label_for(criteria), "required": place.is_required, "help_text": place.help,
    }  # fmt: skip
    if place.type == "text":
        return long_text(min_length=place.least or None, **asked)
    if place.type == "day":
        return DayField(**asked)
    if place.type == "whole":
        return forms.IntegerField(min_value=0, max_value=10**9, **asked)
    if place.type == "choice":
        empty = [] if place.is_required else [("", "—")]
        options = [*empty, *((option, option) for option in place.choices)]
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **asked)
    return forms.CharField(max_length=300, **asked)
