"""How people log in: what we change in allauth — passwords, addresses, limits, letters."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from casework import installation
from casework.origin import address_of
from programme.entrance.letters import send
from programme.people.models import Person
from programme.state_login import passage

BACK_TO = "back_to"  # where in the session stands what somebody was doing before they had to prove who they are


class PasswordHasher(Argon2PasswordHasher):
    """Argon2id with the numbers of OWASP for 19 MiB: Django's own take 100 MiB and 8 threads a guess, which floods a small server."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1


def may_come_in(person: Person) -> bool:
    """The passwords of the demo's people are known, so outside the demo they do not come in."""
    return settings.DEMO or not person.is_demo


class Adapter(DefaultAccountAdapter):
    """What allauth asks of the installation."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": "С вашего адреса было слишком много неверных паролей. Подождите пять минут или задайте новый пароль: "
        "«Забыли свой пароль?»",
    }

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address behind our proxies."""
        return address_of(request)

    def is_safe_url(self, url: str | None) -> bool:
        """What is no address at all («http://[::1») is none to go to: allauth would fall over it."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """Wrong passwords are counted per account and address together: the owner gets in from elsewhere."""
        return f"{credentials.get('email', '').lower()} {truncate_ip(address_of(request))}"

    def pre_login(self, request: HttpRequest, user: Any, **more: Any) -> HttpResponse | None:
        """A right password of an account that may not come in."""
        if not may_come_in(user):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **more)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Back to what one was doing, if we know; whoever has come by the state's login says whether this account is theirs."""
        if passage.carried(request):
            return reverse("state_login_join")
        return request.session.pop(BACK_TO, "") or super().get_login_redirect_url(request)

    def get_signup_redirect_url(self, request: HttpRequest) -> str:
        """A new account leads on as an old one does."""
        return self.get_login_redirect_url(request)

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: Any) -> str:
        """At the address of the installation, whatever host the request has named."""
        return settings.SITE_URL + reverse("account_confirm_email", args=[emailconfirmation.key])

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The same for a new password; allauth joins its two parts by a hyphen."""
        uid, _, rest = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uid, rest])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Through the queue: the answer takes as long for a known address as for an unknown one. Nothing a stranger has typed goes in."""
        known: dict[str, Any] = {
            name: context[name] for name in ("activate_url", "password_reset_url", "timestamp", "ip") if name in context
        }
        known |= {"organisation": installation.current().organisation, "site": settings.SITE_URL, "email": email}
        subject = " ".join(render_to_string(f"{template_prefix}_subject.txt", known).split())
        body = render_to_string(f"{template_prefix}_message.txt", known).strip()
        send(email, self.format_email_subject(subject), body)
