"""Pages that belong to no case: the front page, how it works, the secretariat's board, errors, the reader's appearance."""

import logging
import sys
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework import chart, installation, roles
from casework.announcements import Picture
from casework.reader import reader_of
from documents.custody import keepers
from documents.on_paper import page as scans
from documents.qualified import page as signatures
from expertise.models import Distribution
from portal import board as boards
from portal import figures, outages
from portal.context import APPEARANCE_COOKIE, Appearance, surface
from portal.demo import guide
from portal.pictures import pictures
from programme.installation import key as opening
from programme.lists import catalogue
from programme.models import Person
from programme.on_paper import page as typed

log = logging.getLogger(__name__)
YEAR = 365 * 24 * 60 * 60
SECURITY_TXT_HOLDS = timedelta(days=180)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, in one sentence; what is going on now. A city nobody has opened yet is told how to."""
    if opening.is_untouched():
        return render(request, "portal/unopened.html")
    context = {
        "figures": figures.figures(),
        "programme": figures.programme(),
        "platforms": figures.platforms(),
        "decisions": figures.latest_decisions(),
        "path": figures.steps(),
        "fronts": figures.fronts(),
        "tips": _tips() if settings.DEMO and not settings.REHEARSAL else [],
        "districts": catalogue.choices("districts"),
        "call": guide.CALL,
        "has_call": Distribution.objects.exclude(sent_at=None).exists,
    }
    return render(request, "portal/home.html", context)


def _tips() -> list[tuple[str, Person | None]]:
    """What to try in the demo, and as whom; nothing before the city has been played."""
    people = {
        person.email.partition("@")[0]: person for person in Person.objects.demo().filter(email__in=guide.addresses())
    }
    return [(tip, people.get(mailbox)) for mailbox, tip in guide.TRY] if people else []


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Where to report a vulnerability (RFC 9116); the installation that names no contact has no such page."""
    contact = installation.current().security_contact
    if not contact:
        raise Http404
    lines = [
        f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
        f"Expires: {timezone.now() + SECURITY_TXT_HOLDS:%Y-%m-%dT00:00:00Z}",
        "Preferred-Languages: ru, en",
        f"Canonical: {settings.SITE_URL}{request.path}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@require_safe
def how(request: HttpRequest) -> HttpResponse:
    """How it works: the path, the procedures, whom to ask, how the site is made usable."""
    return render(request, "portal/how.html", {"pictures": pictures().values(), "path": figures.steps()})


def _picture(slug: str) -> Picture:
    if slug not in pictures():
        raise Http404
    return pictures()[slug]


@require_safe
def how_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """One procedure: the picture of the flow that really runs, and a list that says the same."""
    picture = _picture(slug)
    context = {
        "procedure": picture,
        "picture": chart.svg(picture.flow),
        "picture_steps": chart.steps(picture.flow),
        "others": [other for other in pictures().values() if other != picture],
    }
    return render(request, "portal/how_picture.html", context)


@require_safe
def how_bpmn(request: HttpRequest, slug: str) -> HttpResponse:
    """The same picture for a modelling program."""
    body = chart.bpmn(_picture(slug).flow)
    response = HttpResponse(body, content_type="application/bpmn+xml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{slug}.bpmn"'
    return response


@never_cache
@login_required
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """What stands still and because of whom, for those who push it on."""
    if set(roles.SECRETARIES).isdisjoint(reader_of(request).capacity_keys()):
        raise PermissionDenied("Стол секретариата открыт секретарям, координатору экспертизы и делопроизводителю.")
    room = request.GET.get("room", "")
    room = room if room in boards.rooms() else ""
    is_mine = "all" not in request.GET
    context = {
        "groups": boards.groups(request.user, is_mine=is_mine, room=room),
        "is_mine": is_mine,
        "failed": boards.failed_documents(),
        "damaged": keepers.known_damage(),
        "unchecked": signatures.unchecked(),
        "scans": scans.waiting_for(request.user),
        "typed": typed.waiting_for(request.user),
        "machinery": boards.machinery(),
        "rooms": list(boards.rooms().items()),
        "room": room,
    }
    return render(request, "portal/board.html", context)


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """For whoever watches the installation: does the database answer?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.error("the database does not answer: %s", error)
        headers = {"Retry-After": str(outages.RETRY_AFTER)}
        return HttpResponse("database is down", content_type="text/plain", status=503, headers=headers)
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def appearance(request: HttpRequest) -> HttpResponse:
    """Remember the theme and the vision mode in a cookie and return to the page the reader came from.

    A GET changes nothing but the reader's own cookie, so a plain link does, and pages stay free of CSRF tokens.
    """
    now = Appearance(request)
    theme = request.GET.get("theme", now.theme)
    vision = request.GET.get("vision", now.vision)
    words = [word for word in (theme, vision) if word in ("light", "dark", "large")]
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
    """A session that could not be kept comes here too, and the database may be to blame for that."""
    return _fault(request, exception, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say why, when the code that refused gave a reason meant for people."""
    return render(request, "403.html", {"reason": str(exception or "")}, status=403)


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """What nobody has caught, wherever it happened: in a page, a session, a template, another error's page.

    Django calls this while the error is being handled, so it is the one place that sees all of them.
    """
    return _fault(request, sys.exc_info()[1], HTTPStatus.INTERNAL_SERVER_ERROR)


def _fault(request: HttpRequest, error: BaseException | None, status: int) -> HttpResponse:
    """The page of an error; when something is away, the page that says so instead."""
    outage = outages.of(error)
    if outage is None:
        return bare_page(request, status)
    response = bare_page(request, outage)
    response["Retry-After"] = str(outages.RETRY_AFTER)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a tab that was open too long: tell the person to open it anew, tell the log what Django found."""
    log.warning("csrf: %s %s", reason, request.path)
    return render(request, "403.html", {"is_stale_form": True}, status=403)
