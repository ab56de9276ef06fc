"""Logging in, signing up, closing an account."""

from typing import TYPE_CHECKING

from django import forms
from django.http import HttpRequest
from django.urls import reverse

from casework.forms import AskForm
from programme.organizations.forms import GroundForm
from programme.people.models import Person

if TYPE_CHECKING:
    pass
from typing import Any
from urllib.parse import urlencode

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.account.utils import get_next_redirect_url
from allauth.core import context
from django.utils.html import format_html

from casework.texts import TidyTexts
from programme.state_login import passage


class CloseAccountForm(GroundForm):
    """Why an account is closed; steps that nobody could take are left open only on purpose."""

    done = "Учётная запись закрыта; подразделения извещены об открытых шагах."
    button = "Закрыть учётную запись"
    leave_open = forms.BooleanField(
        label="Закрыть сразу, хотя часть шагов взять некому",
        required=False,
        help_text="Только если учётной записью завладел посторонний: шаги будут стоять, пока вы не назначите людей.",
    )


class WhoForm(AskForm):
    """Whose account."""

    button = "Найти учётную запись"
    email = forms.EmailField(label="Электронная почта человека")


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Whoever comes from the state's login need not type their name again."""
        identity = passage.carried(context.request) if context.request else None
        if identity:
            kwargs["initial"] = {**(kwargs.get("initial") or {}), **identity.names}
        super().__init__(*args, **kwargs)

    def try_save(self, request: HttpRequest) -> tuple[Any, Any]:
        """An address that is known already takes as much work as a new one: time tells nobody who is registered."""
        if self.account_already_exists:
            Person().set_password(self.cleaned_data["password1"])
        return super().try_save(request)

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Keep what allauth does not know of."""
        user.middle_name = self.cleaned_data["middle_name"]
        user.save(update_fields=["middle_name"])
