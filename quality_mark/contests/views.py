"""Pages of contests: the list, one contest, the desk of the office and the jury."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, door, inbox, roles
from casework.acting import act_page, reload_then
from casework.pages import moves, open_steps, own_steps
from casework.views import start_page
from committee.models import BodyMember, Meeting
from programme.access import has_role, keys_of
from quality_mark.contests import actions, page
from quality_mark.contests.flow import CancellationFlow, ContestFlow
from quality_mark.contests.forms import ExtendForm
from quality_mark.contests.models import Contest
from quality_mark.contests.page import desk_row
from quality_mark.kinds.models import ContestKind
from quality_mark.placements.page import places_of

PAGE = 30
ROOMS = ("/contests/", "/entries/", "/sittings/", "/placements/")


@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """All contests one may see, the newest first."""
    rows = Contest.objects.visible_to(request.user).select_related("voting", "kind").order_by("-year", "-serial")[:PAGE]
    context = {
        "contests": rows,
        "may_plan": _plans(request),
    }
    return render(request, "quality_mark/contests/contests.html", context)


def _plans(request: HttpRequest) -> bool:
    return has_role(request.user, "contest_secretary")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create_contest(request: HttpRequest) -> HttpResponse:
    """CT-01: create a contest."""
    return start_page(request, ContestFlow.plan, {"kinds": ContestKind.objects.in_force()})


@never_cache
@require_safe
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """A contest's page: dates, nominations, progress in words, papers, results."""
    contest = get_object_or_404(Contest.objects.visible_to(request.user).select_related("jury", "kind"), pk=pk)
    keys = set(keys_of(request.user))
    inside = page.is_inside(contest, request.user)
    waitings = list(open_steps(contest.case.pk))
    draw = getattr(contest, "draw", None) if inside else None
    context = {
        "contest": contest,
        "steps": page.contest_steps(contest),
        "nominations": page.nominations(contest, request.user),
        "is_published": contest.status in Contest.PUBLISHED,
        "is_inside": inside,
        "own_entries": page.own_entries(contest, request.user),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "documents": page.contest_papers(contest, request.user),
        "timeline": page.timeline_of(contest, is_inside=inside),
        "places": places_of(contest, request.user),
        "jury": contest.jury.voters_on().order_by("sector", "pk"),
        "draw": draw,
        "lots": draw.lots.select_related("entry") if draw else [],
        "may_enter": contest.status == Contest.Status.ACCEPTING,
        "may_extend": _plans(request) and contest.status == Contest.Status.ACCEPTING and contest.extended_from is None,
        "may_cancel": _plans(request) and contest.status in Contest.BEFORE_JURY,
        "picture": chart.svg(ContestFlow, contest.case.pk),
        "picture_steps": chart.steps(ContestFlow, contest.case.pk),
    }
    return render(request, "quality_mark/contests/contest.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """CT-04: extend the window."""
    contest = get_object_or_404(Contest.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, roles.CONTEST_SECRETARY)
    if not capacity:
        raise PermissionDenied
    form = ExtendForm(request.POST or None, subject=contest, by=request.user, initial=ExtendForm.initial_for(contest))
    return act_page(
        request, form, reload_then(actions.extend, contest), process=contest.case.pk, capacity=capacity, back=contest.get_absolute_url(),
        title="Продлить приём заявок",
        about=f"«{contest.title}»: приём до {contest.closes_on:%d.%m.%Y}. Продлить можно один раз, не больше чем на 10 рабочих дней.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def cancel(request: HttpRequest) -> HttpResponse:
    """CT-19: the question to the committee."""
    return start_page(request, CancellationFlow.cancel)


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The desk of the contest's office and of its jury: what waits for me, entries to judge, sittings."""
    seats = BodyMember.objects.in_force().filter(person=request.user.pk, body__kind__key="jury")
    if not has_role(request.user, "contest_secretary", "jury_member", "auditor") and not seats.exists():
        raise PermissionDenied
    office = has_role(request.user, "contest_secretary", "auditor")
    rows = Contest.objects.visible_to(request.user)
    if not office:
        rows = rows.filter(jury__in=seats.values("body"))
    lines = [line for line in inbox.mine(request.user) if line.waiting.case_url.startswith(ROOMS)]
    context = {
        "lines": lines,
        "rows": [desk_row(contest) for contest in rows.select_related("jury").order_by("-year", "-serial")[:PAGE]],
        "is_office": has_role(request.user, "contest_secretary"),
        "meetings": Meeting.objects.visible_to(request.user)
        .filter(body__kind__key="jury")
        .order_by("-scheduled_at")[:PAGE],
    }
    return render(request, "quality_mark/contests/desk.html", context)
