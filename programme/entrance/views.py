"""Pages around logging in that are our own: a forgotten password that remembers the way back, the second factor explained."""

from typing import Any

from allauth.account.utils import get_next_redirect_url
from allauth.account.views import PasswordResetView
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from programme.entrance import second_factor as rule
from programme.entrance.accounts import BACK_TO
from programme.pages import showing


class ForgottenPassword(PasswordResetView):
    """Keeps in the session where its owner was going; the letter is asked for on this page and read in the same browser."""

    def get_success_url(self) -> str:
        """Always the page that tells of the letter."""
        return reverse("account_reset_password_done")

    def form_valid(self, form: Any) -> HttpResponse:
        """The way back is kept whether or not anybody has this address."""
        if place := get_next_redirect_url(self.request):
            self.request.session[BACK_TO] = place
        return super().form_valid(form)


forgotten_password = ForgottenPassword.as_view()


@showing
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why it is needed, from what day, and the two ways to set it up."""
    person: Any = request.user
    is_ready = is_mfa_enabled(person)
    if not is_ready and (place := get_next_redirect_url(request)):
        request.session[BACK_TO] = place
    day = None if is_ready or settings.DEMO else rule.needed_from(person)
    return render(request, "programme/entrance/second_factor.html", {"is_ready": is_ready, "day": day})


@showing
def second_factor_done(request: HttpRequest) -> HttpResponse:
    """Back to what the person was doing when it was asked for."""
    if not is_mfa_enabled(request.user):
        return redirect("second_factor")
    return redirect(request.session.pop(BACK_TO, "") or settings.LOGIN_REDIRECT_URL)
