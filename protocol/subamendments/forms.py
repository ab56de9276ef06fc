"""What is asked of whoever proposes other words for an amendment."""

from typing import Any

from django import forms

from casework.forms import AskForm
from protocol.amendments.models import Amendment
from protocol.fields import long_text
from protocol.subamendments.proposers import Proposer, proposers


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
        self.fields["behalf"].choices = [(code, row.title) for code, row in self.proposers.items()]  # type: ignore[attr-defined]
        if len(self.proposers) < 2:
            del self.fields["behalf"]

    @classmethod
    def initial_for(cls, subject: Amendment) -> dict[str, Any]:
        """The words of the amendment, to be changed."""
        return {"wording": subject.wording}

    @property
    def proposer(self) -> Proposer:
        """As whom the person proposes: as they have chosen, or as they can."""
        return self.proposers.get(self.data.get("behalf", "")) or next(iter(self.proposers.values()))

    def clean(self) -> dict[str, Any]:
        """The proposer itself instead of its name."""
        data = super().clean() or self.cleaned_data
        data.pop("behalf", None)
        return {**data, "proposer": self.proposer}
