"""Pages of contests and entries: what everybody sees, the entrant's own page, the desk of the office and the jury."""

from typing import TYPE_CHECKING, Any

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
from documents.models import Document
from programme.access import keys_of
from quality_mark.contests import page as contests_page
from quality_mark.contests.models import Contest
from quality_mark.contests.views import PAGE
from quality_mark.entries import actions, application
from quality_mark.entries.flow import EntryFlow
from quality_mark.entries.forms import WithdrawForm
from quality_mark.entries.models import ContestApplication

if TYPE_CHECKING:
    pass


@never_cache
@login_required
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """Entries of my organisations, the newest first."""
    rows = ContestApplication.objects.mine(request.user).select_related("contest", "nomination", "organization")
    found = [(one, *contests_page.shown_status(one, True)) for one in rows.order_by("-pk")[:PAGE]]
    return render(
        request, "quality_mark/entries/entries.html", {"entries": found, "open_contests": Contest.objects.accepting()}
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
    status, kind = contests_page.shown_status(one, is_open)
    inside = contests_page.is_inside(one.contest, request.user)
    context = {
        "entry": one,
        "status": status,
        "kind": kind,
        "steps": contests_page.entry_steps(one) if is_open else [],
        "is_open": is_open,
        "is_own": is_own,
        "is_inside": inside,
        "sections": application.sections(one) if is_open else [],
        "knows_score": contests_page.may_know_score(one, request.user, is_own),
        "moves": [inbox.Line(row, row.asked, workdays.left(row.due_at)) for row in waitings] if is_open else [],
        "my_tasks": [row for row in waitings if row.addressee in keys],
        "timeline": contests_page.timeline(one, inside, is_own) if is_open else [],
        "documents": _papers(one, request.user),
        "remarks": _remarks(one) if is_open else [],
        "visits": one.visits.select_related("act") if is_open else [],
        "may_withdraw": one.signer_key in keys and one.status in ContestApplication.BEFORE_JURY,
        "picture": chart.svg(EntryFlow, one.case.pk) if is_open else "",
        "picture_steps": chart.steps(EntryFlow, one.case.pk) if is_open else [],
    }
    return render(request, "quality_mark/entries/entry.html", context)


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
    return [(application.label(remark.field, criteria), remark.text) for remark in version.remarks.all()]


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
