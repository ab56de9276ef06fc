"""What the frame asks people: signing up, organisations and their representatives, consents."""

from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from casework.forms import AskForm
from casework.texts import TidyTexts
from programme.people.models import Person


def _name(label: str, autocomplete: str, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=100, widget=forms.TextInput(attrs={"autocomplete": autocomplete}), **kwargs
    )


class LoginForm(TidyTexts, AllauthLoginForm):
    """Whoever has forgotten the password on the way somewhere is still on the way there."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.request and get_next_redirect_url(self.request)
        address = reverse("account_reset_password") + (f"?{urlencode({'next': place})}" if place else "")
        self.fields["password"].help_text = format_html('<a href="{}">Забыли свой пароль?</a>', address)


class SignupForm(TidyTexts, AllauthSignupForm):
    """A new account: a name and an address to confirm. Consents are documents of their own, on a page of their own."""

    last_name = _name("Фамилия", "family-name")
    first_name = _name("Имя", "given-name")
    middle_name = _name("Отчество", "additional-name", required=False, help_text="Если есть.")
    field_order = ["last_name", "first_name", "middle_name", "email", "password1", "password2"]

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """An address that is known already takes as much work as a new one: time tells nobody who is registered."""
        if self.account_already_exists:
            Person().set_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Keep what allauth does not know of."""
        user.middle_name = self.cleaned_data["middle_name"]
        user.save(update_fields=["middle_name"])


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
