"""Giving and taking back a consent."""

from typing import Any

from django import forms

from casework.forms import AskForm
from programme.consents.actions import TEXT_CHANGED


class GiveConsentForm(AskForm):
    """Consent is an act of its own: a tick that is empty until the person makes it, and a button."""

    done = "Согласие дано."
    button = "Дать согласие"
    seen = forms.IntegerField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(
        label="Я прочитал(а) текст и даю согласие",
        error_messages={"required": "Чтобы дать согласие, поставьте отметку."},
    )

    def clean(self) -> dict[str, Any]:
        """The tick itself is not an answer the action needs."""
        answers = super().clean() or {}
        if "seen" in answers and answers["seen"] != self.initial["seen"]:
            self.data = self.data.copy()  # the page shows the new text now: it is to be read, and the tick made anew
            self.data["seen"] = str(self.initial["seen"])
            self.data.pop("agreed", None)
            raise forms.ValidationError(TEXT_CHANGED)
        answers.pop("agreed", None)
        return answers


class WithdrawConsentForm(AskForm):
    """Taking a consent back."""

    done = "Согласие отозвано."
    button = "Отозвать согласие"
