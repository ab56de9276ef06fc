"""What is asked of whoever proposes other words for an amendment."""

from typing import Any

from django import forms

from casework.forms import AskForm
from protocol.amendments.models import Amendment
from protocol.fields import long_text
from protocol.subamendments.proposers import proposers


class ProposeForm(AskForm):
    """Other words for an amendment, with reasons."""

    button = "Внести поправку к поправке"
    done = "Поправка к поправке внесена. Рабочая группа сможет выбрать ваши слова."
    wording = long_text("Ваши слова вместо предложенных", rows=5, min_length=3)
    reasoning = long_text("Обоснование", rows=4, min_length=30, help_text="Чем ваши слова лучше слов автора.")
    behalf = forms.ChoiceField(label="От кого", widget=forms.RadioSelect)
    subject: Amendment

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.proposers = {row.code: row for row in proposers(self.subject, self.by)}
        choices = [(code, row.title) for code, row in self.proposers.items()]
        self.fields["behalf"].choices = choices  # type: ignore[attr-defined]
        if len(choices) == 1:
            self.initial["behalf"] = choices[0][0]

    @classmethod
    def initial_for(cls, subject: Amendment) -> dict[str, Any]:
        """The words of the amendment, to be changed."""
        return {"wording": subject.wording}

    @property
    def capacity(self) -> str:
        """In what capacity the person acts, in words."""
        chosen = self.proposers.get(self.data.get("behalf", "")) or next(iter(self.proposers.values()))
        return chosen.title

    def clean(self) -> dict[str, Any]:
        """The proposer itself instead of its name."""
        data = super().clean() or self.cleaned_data
        data["proposer"] = self.proposers.get(data.pop("behalf", ""))
        return data
