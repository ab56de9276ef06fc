"""What is asked about a link."""

from typing import Any

from django import forms

from casework.forms import AskForm
from library.links import reading
from library.links.relations import Relation


class LinkForm(AskForm):
    """The relation, and the number of the other end."""

    done = "Связь записана: она видна на обеих страницах."
    button = "Связать"

    relation = forms.ChoiceField(label="Эта карточка", choices=Relation.choices, widget=forms.RadioSelect)
    number = forms.CharField(
        label="Номер того, с чем её связать", max_length=60,
        help_text="Карточки, предложения, соглашения, Знака, меры программы (1.4) или показателя (ATTR1). Связь не исправляют и не удаляют.",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """The only thing of that number which the person reads."""
        data = super().clean() or self.cleaned_data
        number = data.pop("number", "").removeprefix("№").strip()
        if not number:
            return data
        match reading.named(number, self.by):
            case [row]:
                return {**data, "to": row}
            case []:
                self.add_error(
                    "number", "Ничего с таким номером вам не видно. Проверьте номер на странице того, с чем связываете."
                )
            case several:
                self.add_error("number", f"Под этим номером не одно: {'; '.join(str(row) for row in several[:4])}.")
        return data
