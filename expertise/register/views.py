"""The register of experts: pages that are not steps of a flow."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from expertise.pages import ACT, act, coordinator
from expertise.panels.models import ExpertAssignment
from expertise.register import actions, forms
from expertise.register.models import Affiliation, Expert
from expertise.register.tables import KIND as EXPERTS
from expertise.register.ties import ties_of
from expertise.roles import COORDINATOR
from expertise.scoring.service import service_of
from programme.access import keys_of
from programme.identity.levels import level_for
from programme.imports import pages as imports
from programme.lists import catalogue
from programme.models import Regulation
from programme.pages import asking, showing


@never_cache
@login_required
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register of experts, for the coordinator and the auditor."""
    if not request.user.has_role("expertise_coordinator", "auditor"):  # type: ignore[union-attr]
        raise Http404
    experts = Expert.objects.visible_to(request.user).with_load().select_related("person")
    track, area = request.GET.get("track", ""), request.GET.get("area", "")
    if track in Expert.Track.values:
        experts = experts.filter(track=track)
    if area:
        experts = experts.filter(areas__contains=[area])
    filters = {
        "track": track,
        "area": area,
        "areas": catalogue.every("areas"),
        "tracks": Expert.Track.choices,
        "keys": keys_of(request.user),
    }
    return render(request, "expertise/register/experts.html", {"experts": experts, **filters})


@never_cache
@login_required
@require_safe
def expert_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One expert: admission, ties, expertises."""
    if not request.user.has_role("expertise_coordinator", "auditor"):  # type: ignore[union-attr]
        raise Http404
    expert = get_object_or_404(Expert.objects.visible_to(request.user).with_load().select_related("person"), pk=pk)
    rows = ExpertAssignment.objects.filter(expert=expert).select_related("expertise").order_by("-pk")
    is_coordinator = bool(door.capacity_in(request.user, COORDINATOR))
    context = {
        "expert": expert,
        "assignments": rows,
        "ties": ties_of(expert),
        "affiliations": expert.affiliations.select_related("organization"),
        "is_coordinator": is_coordinator,
        "service": service_of(expert) if is_coordinator else None,
    }
    return render(request, "expertise/register/expert.html", context)


@never_cache
@login_required
@require_http_methods(ACT)
def admit(request: HttpRequest) -> HttpResponse:
    """A new expert."""
    level = level_for("expert_admission", Regulation.in_force())
    return act(
        request,
        forms.AdmitForm,
        actions.admit,
        title="Включить в реестр экспертов",
        about=f"Нужен уровень личности «{level.label}» или выше: человек подтверждает его на своей странице «Кто вы».",
        back="/experts/",
        capacity=coordinator(request),
    )


IMPORT = {
    "start": "expert_import",
    "preview": "expert_import_preview",
    "report": "expert_import_report",
    "template": "expert_import_template",
}


def _address(page: str, *args: int) -> str:
    return reverse(IMPORT[page], args=args)


@asking
def start_import(request: HttpRequest) -> HttpResponse:
    """A table of experts."""
    return imports.upload_page(request, EXPERTS, capacity=coordinator(request), address=_address)


@asking
def preview_import(request: HttpRequest, pk: int) -> HttpResponse:
    """What will happen row by row, and the button."""
    return imports.preview_page(request, EXPERTS, pk, capacity=coordinator(request), address=_address)


@showing
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """What has happened, for a spreadsheet."""
    coordinator(request)
    return imports.report(EXPERTS, pk)


@showing
def import_template(request: HttpRequest) -> HttpResponse:
    """The columns, for a spreadsheet."""
    coordinator(request)
    return imports.template(EXPERTS)


def _about_expert(
    request: HttpRequest, pk: int, form_class: Any, action: Callable[..., Any], title: str
) -> HttpResponse:
    capacity = coordinator(request)
    expert = get_object_or_404(Expert.objects.visible_to(request.user), pk=pk)
    back = f"/experts/{pk}/"
    return act(
        request,
        form_class,
        partial(action, expert),
        title=title,
        about=str(expert),
        back=back,
        capacity=capacity,
        subject=expert,
    )


@never_cache
@login_required
@require_http_methods(ACT)
def prolong(request: HttpRequest, pk: int) -> HttpResponse:
    """Two more years."""
    return _about_expert(request, pk, forms.ProlongForm, actions.prolong, "Продлить допуск эксперта")


@never_cache
@login_required
@require_http_methods(ACT)
def exclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Out for a year."""
    return _about_expert(request, pk, forms.ExcludeForm, actions.exclude, "Исключить из реестра экспертов")


@never_cache
@login_required
@require_http_methods(ACT)
def add_affiliation(request: HttpRequest, pk: int) -> HttpResponse:
    """A tie the coordinator knows of."""
    return _about_expert(
        request, pk, forms.AffiliationForm, actions.add_affiliation, "Записать связь эксперта с организацией"
    )


@never_cache
@login_required
@require_http_methods(ACT)
def declare_affiliation(request: HttpRequest) -> HttpResponse:
    """A tie the expert declares."""
    expert = get_object_or_404(Expert, person=request.user)
    return act(
        request, forms.AffiliationForm, partial(actions.add_affiliation, expert), title="Заявить о связи с организацией",
        about="Связи учитываются при подборе в экспертные группы.", back="/expert/", capacity="эксперт", subject=expert,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def end_affiliation(request: HttpRequest, pk: int) -> HttpResponse:
    """A tie has ended, says the coordinator."""
    capacity = coordinator(request)
    tie = get_object_or_404(Affiliation.objects.select_related("expert", "organization"), pk=pk)
    return act(
        request, forms.EndAffiliationForm, partial(actions.end_affiliation, tie), title="Прекратить связь", about=str(tie),
        back=f"/experts/{tie.expert_id}/", capacity=capacity, subject=tie,
    )  # fmt: skip
