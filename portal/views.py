"""Pages that belong to no case: errors and the reader's appearance."""

import logging

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

from portal.context import APPEARANCE_COOKIE, Appearance, surface

log = logging.getLogger(__name__)
YEAR = 365 * 24 * 60 * 60


@require_safe
def appearance(request: HttpRequest) -> HttpResponse:
    """Remember the theme and the vision mode in a cookie and return to the page the reader came from.

    A GET changes nothing but the reader's own cookie, so a plain link does, and pages stay free of CSRF tokens.
    """
    now = Appearance(request)
    theme = request.GET.get("theme", now.theme)
    vision = request.GET.get("vision", now.vision)
    words = [word for word in (theme, vision) if word in ("dark", "large")]
    back = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    response.set_cookie(
        APPEARANCE_COOKIE, ".".join(words), max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
    )
    patch_cache_control(response, no_store=True)
    return response


def bare_page(request: HttpRequest, status: int) -> HttpResponse:
    """An error in the look of the site, without the session or the database: they may be what is broken."""
    body = render_to_string(f"{status}.html", surface(request) | {"request": request})
    return HttpResponse(body, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return bare_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say why, when the code that refused gave a reason meant for people."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return bare_page(request, 500)


def unavailable(request: HttpRequest) -> HttpResponse:
    return bare_page(request, 503)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a tab that was open too long: tell the person to open it anew, tell the log what Django found."""
    log.warning("csrf: %s %s", reason, request.path)
    return render(request, "403.html", {"is_stale_form": True}, status=403)
