"""Platforms: what they are, where and when rounds are held; the secretariat opens them and changes what is said of them."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, roles
from casework.acting import act_page
from events.models import Booking
from events.rooms import page as rooms
from negotiations.experiments.models import Experiment
from negotiations.platforms import actions, forms
from negotiations.platforms.load import loads
from negotiations.platforms.models import NegotiationPlatform
from negotiations.proposals.models import Proposal
from negotiations.rounds.models import Round
from programme.access import holds

SECRETARY = roles.PLATFORM_SECRETARY
PAGE = 25


@require_safe
def platforms(request: HttpRequest) -> HttpResponse:
    """All platforms: those where intake is open first."""
    rows = NegotiationPlatform.objects.select_related("operator").order_by("-accepts_until", "pk")
    rounds = Round.objects.filter(is_public=True, closed_at=None, called_off_at=None, starts_at__gte=timezone.now())
    context = {
        "platforms": rows,
        "rounds": rounds.select_related("case__proposal", "case__platform").order_by("starts_at")[:PAGE],
        "may_manage": holds(request.user, SECRETARY),
    }
    return render(request, "negotiations/platforms/platforms.html", context)


@require_safe
def platform(request: HttpRequest, pk: int) -> HttpResponse:
    """A platform: its window, its rooms, the rounds ahead. Of closed rounds everybody sees only that a room is taken."""
    platform = get_object_or_404(NegotiationPlatform.objects.select_related("operator"), pk=pk)
    ahead = Round.objects.filter(
        case__platform=platform, closed_at=None, called_off_at=None, ends_at__gte=timezone.now()
    )
    context = {
        "platform": platform,
        "experiment": Experiment.objects.filter(platform=platform).select_related("undertaking", "item").first(),
        "may_conclude": holds(request.user, roles.COMMITTEE_SECRETARY),
        "venues": platform.venues.filter(is_closed=False),
        "lines": rooms.lines(
            Booking.objects.ahead().filter(venue__platforms=platform).select_related("venue")[:PAGE], request.user
        ),
        "online": ahead.filter(is_public=True, place="").select_related("case__proposal").order_by("starts_at")[:PAGE],
        "proposals": Proposal.objects.public()
        .filter(platform=platform)
        .select_related("organization")
        .order_by("-pk")[:PAGE],
        "loads": loads(platform),
        "may_manage": holds(request.user, SECRETARY),
    }
    return render(request, "negotiations/platforms/platform.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open a platform."""
    return _save(request, None, None, forms.PlatformForm, actions.save_platform, "Новая площадка")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a platform."""
    platform = get_object_or_404(NegotiationPlatform, pk=pk)
    return _save(request, platform, platform, forms.PlatformForm, actions.save_platform, f"Площадка «{platform.title}»")


def _save(request: HttpRequest, subject: Any, platform: Any, form_class: Any, action: Any, title: str) -> HttpResponse:
    """A form of the secretariat about a platform or a room."""
    capacity = door.capacity_in(request.user, SECRETARY)
    if not capacity:
        raise PermissionDenied
    form = form_class(request.POST or None, subject=subject, by=request.user, initial=form_class.initial_for(subject))
    made: list[Any] = []
    return act_page(
        request, form, lambda by, **facts: made.append(action(subject, by=by, **facts)), capacity=capacity, title=title,
        back=platform.get_absolute_url() if platform else "/platforms/",
        edits=subject, then=lambda: platform or (made[0] if made else "platforms"),
    )  # fmt: skip
