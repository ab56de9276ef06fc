"""Pages of places: the exhibition, the incubator, the reserve, one place, and the acts on it."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door, formats, roles
from casework.acting import act_page, reload_then
from casework.pages import history, moves, open_steps, own_steps, timeline
from programme.access import has_role, keys_of
from quality_mark.awards import actions as awards
from quality_mark.entries.models import ContestApplication
from quality_mark.placements import actions, page
from quality_mark.placements.forms import CertifyForm, LeaveForm, ProlongForm, RevokeForm
from quality_mark.placements.models import Placement


@never_cache
@require_safe
def exhibition(request: HttpRequest, year: int | None = None) -> HttpResponse:
    """The stands of a year, the newest unless told, and the projects that are shown online; past years are the archive."""
    years = page.years()
    if year is not None and year not in years:
        raise Http404
    chosen = year or next(iter(years), timezone.localdate().year)
    rows = page.shown("stand").filter(entry__contest__year=chosen)
    context = {"year": chosen, "years": years, "stands": rows, "online": page.online(chosen)}
    return render(request, "quality_mark/placements/exhibition.html", context)


@never_cache
@require_safe
def incubator(request: HttpRequest) -> HttpResponse:
    """The residents now, and those who have finished their term."""
    rows = page.shown("residence")
    context = {
        "residents": rows.filter(status="active"),
        "finished": rows.filter(status="ended").order_by("-ends_on")[:50],
        "occupied": page.occupancy("residence"),
    }
    return render(request, "quality_mark/placements/incubator.html", context)


@never_cache
@require_safe
def reserve(request: HttpRequest) -> HttpResponse:
    """Who is in the reserve and agreed to be named; of the others only how many there are."""
    context = {
        "people": page.shown("reserve").filter(status="active"),
        "occupied": page.occupancy("reserve"),
        "left": page.left("reserve"),
    }
    return render(request, "quality_mark/placements/reserve.html", context)


@never_cache
@require_safe
def placement(request: HttpRequest, pk: int) -> HttpResponse:
    """One place: its number, its term, whose move it is."""
    rows = Placement.objects.visible_to(request.user).select_related(*page.FULL, "case")
    placement = get_object_or_404(rows, pk=pk)
    keys = set(keys_of(request.user))
    is_inside = placement.entry.member_key in keys or has_role(request.user, "contest_secretary", "auditor")
    waitings = list(open_steps(placement.case.pk))
    is_active = placement.status == Placement.Status.ACTIVE
    context = {
        "placement": placement,
        "reads_entry": ContestApplication.objects.visible_to(request.user).filter(pk=placement.entry_id).exists(),
        "is_inside": is_inside,
        "moves": moves(waitings) if is_inside else [],
        "my_tasks": own_steps(waitings, keys),
        "timeline": timeline(history(placement), has_grounds=True) if is_inside else [],
        "may_leave": is_active and placement.entry.signer_key in keys,
        "may_prolong": is_active and page.may_be_prolonged(placement) and has_role(request.user, "contest_secretary"),
        "reports": page.reports(placement) if is_inside else None,
        "may_certify": has_role(request.user, "contest_secretary") and awards.lacks_certificate(placement),
        "may_revoke": is_active and has_role(request.user, "contest_secretary"),
    }
    return render(request, "quality_mark/placements/placement.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """PL-05: the holder gives the place up."""
    placement = get_object_or_404(Placement.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, placement.entry.signer_key)
    if not capacity or placement.status != Placement.Status.ACTIVE:
        raise PermissionDenied
    form = LeaveForm(request.POST or None, subject=placement, by=request.user)
    return act_page(
        request, form, reload_then(actions.leave, placement), process=placement.case.pk, capacity=capacity,
        back=placement.get_absolute_url(), title="Оставить место",
        about=f"«{placement.entry.title}», место № {placement.place_no}. Его получит следующий по рейтингу; вернуть оставленное нельзя.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def prolong(request: HttpRequest, pk: int) -> HttpResponse:
    """The secretary prolongs a place, once."""
    placement = get_object_or_404(Placement.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, roles.CONTEST_SECRETARY)
    if not capacity or placement.status != Placement.Status.ACTIVE or not page.may_be_prolonged(placement):
        raise PermissionDenied
    form = ProlongForm(request.POST or None, subject=placement, by=request.user)
    months = formats.counted(placement.rule.prolong_months or 0, "месяц,месяца,месяцев")
    return act_page(
        request, form, reload_then(actions.prolong, placement), process=placement.case.pk, capacity=capacity,
        back=placement.get_absolute_url(), title="Продлить место",
        about=f"«{placement.entry.title}», место № {placement.place_no}: на {months}, один раз. Отчёты за кварталы должны быть сданы.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def certify(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper of a place that was accepted while the committee had no chair."""
    placement = get_object_or_404(Placement.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, roles.CONTEST_SECRETARY)
    if not capacity or not awards.lacks_certificate(placement):
        raise PermissionDenied
    form = CertifyForm(request.POST if request.method == "POST" else None, subject=placement, by=request.user)
    return act_page(
        request, form, reload_then(awards.certify_late, placement), process=placement.case.pk, capacity=capacity,
        back=placement.get_absolute_url(), title="Оформить свидетельство о месте",
        about=f"«{placement.entry.title}», место № {placement.place_no}. Подпишет председатель комитета.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """PL-06: the question to the committee."""
    placement = get_object_or_404(Placement.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, roles.CONTEST_SECRETARY)
    if not capacity or placement.status != Placement.Status.ACTIVE:
        raise PermissionDenied
    form = RevokeForm(request.POST or None, subject=placement, by=request.user)
    return act_page(
        request, form, reload_then(actions.propose_revoking, placement), process=placement.case.pk, capacity=capacity,
        back=placement.get_absolute_url(), title="Внести вопрос о лишении места",
        about=f"«{placement.entry.title}», {placement.entry.entrant_name}, место № {placement.place_no}. Решает комитет.",
    )  # fmt: skip
