"""Form fields of this room."""

from functools import partial
from typing import Any

from django import forms

from casework import fields

long_text = partial(fields.long_text, max_length=None)  # words of the Protocol have no bound but their own
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def words(label: str, help_text: str = "", rows: int = 3, **more: Any) -> forms.CharField:
    """A field for a text of at most 4000 characters."""
    return forms.CharField(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": rows}), max_length=4000, **more
    )
