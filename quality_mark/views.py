"""Pages of contests and entries: what everybody sees, the entrant's own page, the desk of the office and the jury."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, door, inbox, workdays
from casework.acting import act_page, afresh
from casework.models import Waiting
from casework.views import start_page
from committee.models import AgendaItem, BodyMember, Meeting
from documents.models import Document
from programme.access import has_role, keys_of
from quality_mark import actions, contestpage, entryform
from quality_mark.flows import CancellationFlow, ContestFlow, EntryFlow
from quality_mark.forms import ExtendForm, WithdrawForm
from quality_mark.models import Contest, ContestApplication

PAGE = 30
ROOMS = ("/contests/", "/entries/", "/sittings/")


@require_safe
def contests(request: HttpRequest) -> HttpResponse:
    """All contests one may see, the newest first."""
    rows = Contest.objects.visible_to(request.user).order_by("-year", "-serial")[:PAGE]
    context = {
        "contests": [(one, contestpage.KINDS.get(one.status, "info")) for one in rows],
        "may_plan": _plans(request),
    }
    return render(request, "quality_mark/contests.html", context)


def _plans(request: HttpRequest) -> bool:
    return has_role(request.user, "contest_secretary")


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create_contest(request: HttpRequest) -> HttpResponse:
    """CT-01."""
    return start_page(request, ContestFlow.plan)


@never_cache
@require_safe
def contest(request: HttpRequest, pk: int) -> HttpResponse:
    """A contest's page: dates, nominations, progress in words, papers, results."""
    one = get_object_or_404(Contest.objects.visible_to(request.user).select_related("jury"), pk=pk)
    keys = set(keys_of(request.user))
    inside = contestpage.is_inside(one, request.user)
    waitings = list(Waiting.objects.open().filter(process=one.case).order_by("pk"))
    draw = getattr(one, "draw", None) if inside else None
    context = {
        "contest": one,
        "kind": contestpage.KINDS.get(one.status, "info"),
        "steps": contestpage.contest_steps(one),
        "nominations": contestpage.nominations(one, request.user),
        "is_published": one.status in Contest.PUBLISHED,
        "is_inside": inside,
        "moves": [inbox.Line(row, row.asked, workdays.left(row.due_at)) for row in waitings],
        "my_tasks": [row for row in waitings if row.addressee in keys],
        "documents": contestpage.contest_papers(one, request.user),
        "timeline": contestpage.timeline(one, inside),
        "jury": one.jury.voters_on().order_by("sector", "pk"),
        "draw": draw,
        "lots": draw.lots.select_related("entry") if draw else [],
        "may_enter": one.status == Contest.Status.ACCEPTING,
        "may_extend": _plans(request) and one.status == Contest.Status.ACCEPTING and one.extended_from is None,
        "may_cancel": _plans(request) and one.status in Contest.BEFORE_JURY,
        "picture": chart.svg(ContestFlow, one.case.pk),
        "picture_steps": chart.steps(ContestFlow, one.case.pk),
    }
    return render(request, "quality_mark/contest.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, pk: int) -> HttpResponse:
    """CT-04."""
    one = get_object_or_404(Contest.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, "role:contest_secretary")
    if not capacity:
        raise PermissionDenied
    form = ExtendForm(request.POST or None, subject=one, by=request.user, initial=ExtendForm.initial_for(one))
    return act_page(
        request, form, afresh(actions.extend, one), process=one.case.pk, capacity=capacity, back=one.get_absolute_url(),
        title="Продлить приём заявок",
        about=f"«{one.title}»: приём до {one.closes_on:%d.%m.%Y}. Продлить можно один раз, не больше чем на 10 рабочих дней.",
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
    seats = BodyMember.objects.in_force().filter(person=request.user, body__kind="jury")
    if not has_role(request.user, "contest_secretary", "jury_member", "auditor") and not seats.exists():
        raise PermissionDenied
    office = has_role(request.user, "contest_secretary", "auditor")
    mine = Contest.objects.visible_to(request.user)
    if not office:
        mine = mine.filter(jury__in=seats.values("body"))
    lines = [line for line in inbox.mine(request.user) if line.waiting.case_url.startswith(ROOMS)]
    context = {
        "lines": lines,
        "rows": [_desk_row(one) for one in mine.select_related("jury").order_by("-year", "-serial")[:PAGE]],
        "is_office": has_role(request.user, "contest_secretary"),
        "meetings": Meeting.objects.visible_to(request.user).filter(body__kind="jury").order_by("-scheduled_at")[:PAGE],
    }
    return render(request, "quality_mark/desk.html", context)


def _desk_row(one: Contest) -> dict[str, Any]:
    """A contest at a glance; until the window has closed nothing of its entries, not even how many."""
    entries = one.entries.exclude(number="").exclude(status="withdrawn")
    return {
        "contest": one,
        "kind": contestpage.KINDS.get(one.status, "info"),
        "entries": None if one.is_sealed else entries.count(),
        "questions": AgendaItem.objects.waiting_for_a_sitting(one.jury).count(),
    }


@never_cache
@login_required
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Entries of my organisations, the newest first."""
    rows = ContestApplication.objects.mine(request.user).select_related("contest", "nomination", "organization")
    found = [(one, *contestpage.shown_status(one, True)) for one in rows.order_by("-pk")[:PAGE]]
    return render(
        request, "quality_mark/entries.html", {"entries": found, "open_contests": Contest.objects.accepting()}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def create_entry(request: HttpRequest) -> HttpResponse:
    """A draft for one's organisation."""
    return start_page(request, EntryFlow.enter, {"open_contests": Contest.objects.accepting()})


@never_cache
@require_safe
def entry(request: HttpRequest, pk: int) -> HttpResponse:
    """An entry's page: whole to those who may read it, what was admitted to everybody."""
    rows = ContestApplication.objects.visible_to(request.user)
    one = get_object_or_404(
        rows.select_related("contest__jury", "nomination", "organization", "case", "expertise"), pk=pk
    )
    is_open = ContestApplication.objects.open_to(request.user).filter(pk=pk).exists()
    keys = set(keys_of(request.user))
    is_own = one.member_key in keys
    waitings = list(Waiting.objects.open().filter(process=one.case).order_by("pk"))
    status, kind = contestpage.shown_status(one, is_open)
    inside = contestpage.is_inside(one.contest, request.user)
    context = {
        "entry": one,
        "status": status,
        "kind": kind,
        "steps": contestpage.entry_steps(one) if is_open else [],
        "is_open": is_open,
        "is_own": is_own,
        "is_inside": inside,
        "sections": entryform.sections(one) if is_open else [],
        "knows_score": contestpage.may_know_score(one, request.user, is_own),
        "moves": [inbox.Line(row, row.asked, workdays.left(row.due_at)) for row in waitings] if is_open else [],
        "my_tasks": [row for row in waitings if row.addressee in keys],
        "timeline": contestpage.timeline(one, inside, is_own) if is_open else [],
        "documents": _papers(one, request.user),
        "remarks": _remarks(one) if is_open else [],
        "visits": one.visits.select_related("act") if is_open else [],
        "may_withdraw": one.signer_key in keys and one.status in ContestApplication.BEFORE_JURY,
        "picture": chart.svg(EntryFlow, one.case.pk) if is_open else "",
        "picture_steps": chart.steps(EntryFlow, one.case.pk) if is_open else [],
    }
    return render(request, "quality_mark/entry.html", context)


def _papers(one: ContestApplication, person: Any) -> list[Document]:
    wanted = [one.versions.values("document"), one.visits.values("act")]
    if one.number:
        wanted.append(Document.objects.filter(snapshot__reference=f"по заявке № {one.number}").values("pk"))
    return list(Document.objects.visible_to(person).among(*wanted).order_by("-pk"))


def _remarks(one: ContestApplication) -> list[tuple[str, str]]:
    version = one.version
    if version is None or one.status != ContestApplication.Status.RETURNED:
        return []
    criteria = one.nomination.criteria
    return [(entryform.label(remark.field, criteria), remark.text) for remark in version.remarks.all()]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """CA-14."""
    one = get_object_or_404(ContestApplication.objects.visible_to(request.user), pk=pk)
    capacity = door.capacity_in(request.user, one.signer_key)
    if not capacity:
        raise PermissionDenied
    about = f"«{one.title}». Отозвать можно до решения жюри. Вернуть отозванное нельзя, но пока приём открыт, можно подать заявку заново."
    form = WithdrawForm(request.POST or None, subject=one, by=request.user)
    return act_page(
        request, form, afresh(actions.withdraw, one), process=one.case.pk, capacity=capacity, back=one.get_absolute_url(),
        title="Отозвать заявку", about=about,
    )  # fmt: skip
