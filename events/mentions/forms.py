"""What is asked about what an event is about."""

from typing import Any

from django import forms

from casework.forms import AskForm
from events.occasions.changed import read


class MentionForm(AskForm):
    """Numbers of cards, proposals, measures."""

    done = "Записано: мероприятие видно и на той странице."
    button = "Записать, о чём мероприятие"
    about = forms.CharField(
        label="Номера", max_length=300,
        help_text="Паспорт узла, концепция, предложение, мера: номера через запятую.",
    )  # fmt: skip

    def clean_about(self) -> list[Any]:
        """Each number is of something everybody reads, and of one thing only."""
        rows = read(self.cleaned_data["about"])
        if not rows:
            raise forms.ValidationError("Впишите хотя бы один номер.")
        return rows
