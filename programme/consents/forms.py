"""Giving and taking back a consent."""

from typing import Any

from django import forms

from casework.forms import AskForm


class GiveConsentForm(AskForm):
    """Consent is an act of its own: a tick that is empty until the person makes it, and a button."""

    done = "Согласие дано."
    button = "Дать согласие"
    agreed = forms.BooleanField(
        label="Я прочитал(а) текст и даю согласие",
        error_messages={"required": "Чтобы дать согласие, поставьте отметку."},
    )

    def clean(self) -> dict[str, Any]:
        """The tick itself is not an answer the action needs."""
        answers = super().clean() or {}
        answers.pop("agreed", None)
        return answers


class WithdrawConsentForm(AskForm):
    """Taking a consent back."""

    done = "Согласие отозвано."
    button = "Отозвать согласие"
