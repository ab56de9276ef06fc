"""Pages of entries: those of my organisations, one entry, its withdrawal."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, door
from casework.acting import act_page, reload_then
from casework.pages import moves, open_steps, own_steps
from casework.views import start_page
from expertise.asking.page import steps_to_answer
from programme.access import keys_of
from quality_mark.contests import page as contests_page
from quality_mark.contests.models import Contest
from quality_mark.contests.views import PAGE
from quality_mark.entries import actions, application, page
from quality_mark.entries.flow import EntryFlow
from quality_mark.entries.forms import WithdrawForm
from quality_mark.entries.models import ContestApplication


@never_cache
@login_required
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """My entries and those of my organisations, the newest first."""
    rows = ContestApplication.objects.of_person(request.user).select_related(
        "contest__kind", "nomination", "organization", "person"
    )
    shown = [(row, *page.shown_status(row, True)) for row in rows.order_by("-pk")[:PAGE]]
    return render(
        request, "quality_mark/entries/entries.html", {"entries": shown, "open_contests": Contest.objects.accepting()}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create_entry(request: HttpRequest) -> HttpResponse:
    """A draft for one's organisation, for oneself, or for a team one leads."""
    return start_page(request, EntryFlow.enter, {"open_contests": Contest.objects.accepting()})


@never_cache
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry's page: whole to those who may read it, what was admitted to everybody."""
    rows = ContestApplication.objects.visible_to(request.user)
    entry = get_object_or_404(
        rows.select_related(
            "contest__jury", "contest__kind", "nomination", "organization", "person", "case", "expertise"
        ),
        pk=pk,
    )
    is_open = ContestApplication.objects.open_to(request.user).filter(pk=pk).exists()
    keys = set(keys_of(request.user))
    is_own = entry.member_key in keys
    waitings = list(open_steps(entry.case.pk))
    status, kind = page.shown_status(entry, is_open)
    inside = contests_page.is_inside(entry.contest, request.user)
    context = {
        "entry": entry,
        "status": status,
        "kind": kind,
        "steps": page.entry_steps(entry) if is_open else [],
        "is_open": is_open,
        "is_own": is_own,
        "is_inside": inside,
        "sections": application.sections(entry) if is_open else [],
        "knows_score": page.may_know_score(entry, request.user, is_own),
        "moves": moves(waitings) if is_open else [],
        "my_tasks": [*own_steps(waitings, keys), *steps_to_answer(entry.expertise, keys)],
        "timeline": contests_page.timeline_of(entry, is_inside=inside, is_own=is_own) if is_open else [],
        "documents": page.papers_of(entry, request.user),
        "remarks": page.remarks_of(entry) if is_open else [],
        "visits": entry.visits.select_related("act") if is_open else [],
        "may_withdraw": entry.signer_key in keys and entry.status in ContestApplication.BEFORE_JURY,
        "picture": chart.svg(EntryFlow, entry.case.pk) if is_open else "",
        "picture_steps": chart.steps(EntryFlow, entry.case.pk) if is_open else [],
    }
    return render(request, "quality_mark/entries/entry.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """CA-14: withdraw an entry."""
    entry = get_object_or_404(ContestApplication.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, entry.signer_key)
    if not capacity:
        raise PermissionDenied
    about = f"«{entry.title}». Отозвать можно до решения жюри. Вернуть отозванное нельзя, но пока приём открыт, можно подать заявку заново."
    form = WithdrawForm(request.POST or None, subject=entry, by=request.user)
    return act_page(
        request, form, reload_then(actions.withdraw, entry), process=entry.case.pk, capacity=capacity, back=entry.get_absolute_url(),
        title="Отозвать заявку", about=about,
    )  # fmt: skip
