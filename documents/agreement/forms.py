"""What a signatory is asked: yes or no, why not, and — unless they have just logged in — the password once more."""

from typing import Any

from django import forms

from documents.signatures.forms import ConfirmedForm


class JoinAgreementForm(ConfirmedForm):
    """Joining the agreement on the simple electronic signature. `cleaned_data` are the arguments of `actions.join_agreement`."""

    done = "Соглашение принято. Теперь можно подписывать документы."
    button = "Принять соглашение"

    agreed = forms.BooleanField(
        label="Я прочитал(а) соглашение и присоединяюсь к нему",
        error_messages={"required": "Чтобы принять соглашение, поставьте отметку."},
    )

    def clean(self) -> dict[str, Any]:
        """The arguments of the action."""
        cleaned = super().clean() or self.cleaned_data
        return cleaned if self.errors else self.evidence(cleaned["seen_hash"])
