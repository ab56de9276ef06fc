"""What is asked for an inventory."""

from typing import Any

from django import forms

from casework.forms import AskForm
from documents.retention import facts


class InventoryForm(AskForm):
    """The year."""

    done = "Опись составлена: она появится в номенклатуре, как только документ сформируется."
    button = "Составить опись"

    year = forms.TypedChoiceField(
        label="За какой год", coerce=int, help_text="Годы, которые кончились и описи не имеют."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [(year, str(year)) for year in facts.years_ahead(self.subject.key)]  # type: ignore[attr-defined]
