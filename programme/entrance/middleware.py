"""What a session must be to go on: not too old, not left alone for too long, and with a second factor where one is needed."""

import time
from collections.abc import Callable
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from programme.entrance import second_factor
from programme.entrance.accounts import BACK_TO, may_come_in
from programme.periods import today

OPEN_PAGES = ("account_", "mfa_", "usersessions_", "second_factor", "appearance", "healthz")
LIFE = "life"  # in the session: when it began and when it was last used, in seconds since 1970
STEP = 60  # seconds between two notes of its use
ENDED = "Вход закончился, потому что страницами давно не пользовались. Войдите снова — вы вернётесь сюда же."


def begin_session(request: HttpRequest, **_: Any) -> None:
    """Somebody has logged in."""
    now = time.time()
    request.session[LIFE] = [now, now]


class SessionLifeMiddleware:
    """Ends a session that nobody has used for SESSION_IDLE_MINUTES, any session after SESSION_MAX_HOURS, and those of a demo that is over."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # A stranger's answer must not depend on cookies, or nobody could keep it (a badge on somebody's site).
        if settings.SESSION_COOKIE_NAME in request.COOKIES and SESSION_KEY in request.session:
            self._look_at(request)
        return self.get_response(request)

    def _look_at(self, request: HttpRequest) -> None:
        now = time.time()
        began, used = request.session.get(LIFE, (now, 0.0))  # one from before this rule begins now
        is_left = 0 < used < now - settings.SESSION_IDLE_MINUTES * 60
        is_over = is_left or now - began > settings.SESSION_MAX_HOURS * 60 * 60
        if is_over or not (request.user.is_anonymous or may_come_in(request.user)):
            UserSession.objects.filter(session_key=request.session.session_key).delete()
            logout(request)
            if is_over:
                messages.info(request, ENDED)
        elif now - used > STEP:
            request.session[LIFE] = [began, now]
            UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=timezone.now())


class SecondFactorMiddleware:
    """Leads whoever must have a second factor and has none to the page that explains it, from everywhere but the account pages.

    Before the day comes, the pages only say so. The demo and the test run work without it: their people have no telephones.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Once the page is known and before it works."""
        match = request.resolver_match
        page = (match.url_name if match else "") or ""
        if settings.DEMO or settings.TESTING or page.startswith(OPEN_PAGES) or not request.user.is_authenticated:
            return None
        day = second_factor.needed_from(request.user)
        if day is None or day > today():
            request.second_factor_from = day  # type: ignore[attr-defined]  # templates/cabinet.html
            return None
        request.session[BACK_TO] = _place(request)
        return redirect("second_factor")


def _place(request: HttpRequest) -> str:
    """The page to return to: this one, or the one whose form was sent."""
    place = request.get_full_path() if request.method == "GET" else request.headers.get("Referer", "")
    return place if url_has_allowed_host_and_scheme(place, {request.get_host()}, request.is_secure()) else ""
