"""Pages of negotiations that are no steps of a flow: the desk, a negotiation, the acts outside its course."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, door, roles
from casework.acting import act_page, reload_then
from casework.pages import keyset
from negotiations.agreements import page as agreements_page
from negotiations.contributions import page as contributions_page
from negotiations.talks import page
from negotiations.talks.acts import ACTS, SUCCESSION, Act
from negotiations.talks.flow import NegotiationFlow
from negotiations.talks.models import Negotiation
from programme.access import holds, keys_of

PAGE = 25
OFFICES = (roles.PLATFORM_SECRETARY, roles.MODERATOR, roles.AUDITOR)


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The negotiations a moderator leads, or all of them for the secretariat."""
    if not holds(request.user, *OFFICES):
        raise PermissionDenied
    rows = Negotiation.objects.open_to(request.user).select_related("proposal__organization", "platform", "moderator")
    if not holds(request.user, roles.PLATFORM_SECRETARY, roles.AUDITOR):
        rows = rows.filter(Q(moderator=request.user.pk) | Q(candidate=request.user.pk))
    cases, older = keyset(rows, request.GET.get("before", ""), PAGE)
    context = {"cases": cases, "older": older}
    return render(request, "negotiations/talks/desk.html", context)


def _negotiation(request: HttpRequest, pk: int) -> Negotiation:
    rows = Negotiation.objects.visible_to(request.user).select_related(
        "proposal__organization", "platform__operator", "moderator", "candidate", "process__regulation", "conclusion"
    )
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_safe
def negotiation(request: HttpRequest, pk: int) -> HttpResponse:
    """A negotiation: everybody sees about what, between whom and how it stands; those inside see its course."""
    negotiation = _negotiation(request, pk)
    is_inside = Negotiation.objects.open_to(request.user).filter(pk=pk).exists()
    papers = page.documents(negotiation, request.user)
    context = {
        "negotiation": negotiation,
        "proposal": negotiation.proposal,
        "is_inside": is_inside,
        "steps": page.steps_of(negotiation),
        "sectors": page.sectors(negotiation, is_inside),
        "rounds": page.rounds(negotiation, is_inside, papers),
        "positions": page.positions(negotiation, request.user),
        "moves": page.moves(negotiation),
        "my_tasks": page.my_tasks(negotiation, request.user),
        "acts": page.acts(negotiation, request.user) if is_inside else [],
        "consents": page.consents(negotiation) if is_inside else [],
        "timeline": page.timeline(negotiation, papers, is_inside),
        "documents": papers,
        "party": negotiation.party_of(request.user),
        "package": contributions_page.page(negotiation, request.user) if is_inside else None,
        "agreements": agreements_page.attempts(negotiation, request.user),
        "picture": chart.svg(NegotiationFlow, negotiation.process.pk),
        "picture_steps": chart.steps(NegotiationFlow, negotiation.process.pk),
    }
    return render(request, "negotiations/talks/negotiation.html", context)


def named_in(asked: Mapping[str, str]) -> dict[str, Any]:
    """Whom the page comes with: an organisation that offers something by a card."""
    number = asked.get("organization", "")
    return {"organizations": [int(number)]} if number.isascii() and number.isdecimal() and len(number) < 10 else {}


def _act(request: HttpRequest, negotiation: Negotiation, act: Act, capacity: str) -> HttpResponse:
    """The page of an act."""
    return act_page(
        request,
        act.form(request.POST or None, subject=negotiation, by=request.user, initial=named_in(request.GET)),
        reload_then(act.action, negotiation),
        process=negotiation.process.pk,
        capacity=capacity,
        back=negotiation.get_absolute_url(),
        title=act.title,
        about=act.about.format(negotiation=negotiation),
    )


def _inside(request: HttpRequest, pk: int) -> Negotiation:
    """A negotiation whose course the person follows; for others the acts do not exist."""
    negotiation = _negotiation(request, pk)
    if not Negotiation.objects.open_to(request.user).filter(pk=pk).exists():
        raise Http404
    return negotiation


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """An act of the applicant, an essential party or the moderator (`ACTS`)."""
    negotiation = _inside(request, pk)
    keys = set(keys_of(request.user))
    held = next((key for key in ACTS[verb].addressees(negotiation, request.user) if key in keys), "")
    if not held:
        raise PermissionDenied
    return _act(request, negotiation, ACTS[verb], door.capacity_in(request.user, held))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def succeed(request: HttpRequest, pk: int) -> HttpResponse:
    """NG-02 for whoever comes in the place of another moderator."""
    negotiation = _inside(request, pk)
    is_named = negotiation.candidate_id == request.user.pk and negotiation.moderator_id not in (None, request.user.pk)
    if not is_named or negotiation.is_over:
        raise PermissionDenied
    return _act(request, negotiation, SUCCESSION, "назначенный модератор")
