"""What the head of training is asked at the end of a course."""

from typing import Any

from django import forms

from casework.forms import AskForm
from events.sheets.actions import to_examine

PREFIX = "result_"


class SheetForm(AskForm):
    """The result of everybody who was there and has none yet; of a course that opens a role nothing is left to ask."""

    done = "Ведомость составлена, каждый узнал свой итог."
    button = "Составить ведомость"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in to_examine(self.subject):
            self.fields[f"{PREFIX}{row.pk}"] = forms.IntegerField(
                label=f"{row.person}: итог из 100", min_value=0, max_value=100
            )

    def clean(self) -> dict[str, Any]:
        """The answers as the action knows them."""
        data = super().clean() or self.cleaned_data
        return {"results": {int(name.removeprefix(PREFIX)): value for name, value in data.items()}}
