"""Staff work only with a second factor."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from programme.access import lacks_second_factor

OPEN_PAGES = ("account_", "mfa_")
MESSAGE = (
    "Вы работаете от имени города, поэтому для входа нужен второй фактор: "
    "подключите приложение с кодами или ключ доступа."
)


class SecondFactorMiddleware:
    """Leads staff without a second factor to the page where they set one up, from everywhere but the account pages.

    The demo and the test run work without it: their people have no telephones.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Once the page is known and before it works."""
        page = request.resolver_match.url_name or ""
        if settings.DEMO or settings.TESTING or page.startswith(OPEN_PAGES) or not lacks_second_factor(request.user):
            return None
        messages.warning(request, MESSAGE)
        return redirect("mfa_index")
