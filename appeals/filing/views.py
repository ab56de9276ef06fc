"""Pages of appeals: the public list, an appeal, filing one, withdrawing it, its files."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from appeals.filing import actions, page
from appeals.filing.files import AppealFile
from appeals.filing.flow import AppealFlow
from appeals.filing.forms import EvidenceForm, WithdrawForm
from appeals.filing.models import WORDS_OF_AN_APPEAL, Appeal
from casework import chart, searching
from casework.acting import act_page, reload_then
from casework.pages import history, keyset, moves, open_steps, own_steps, timeline
from casework.views import start_page
from documents import files
from documents.models import Document
from programme.access import keys_of

ASK = ["GET", "HEAD", "POST"]
PAGE = 25
BESIDE = (
    "case", "case__regulation", "person", "organization", "panel", "meeting", "item", "paper", "verdict", "receipt", "reporter",
)  # fmt: skip


@never_cache
@require_safe
def appeals(request: HttpRequest) -> HttpResponse:
    """What the board has taken up and how it has answered, without names; a party finds its own here too."""
    rows = Appeal.objects.visible_to(request.user).select_related("paper")
    query = searching.asked(request.GET)
    if query:
        rows = searching.narrow(rows, query, number="number", words_in=WORDS_OF_AN_APPEAL)
    listed, older = keyset(rows, request.GET.get("before", ""), PAGE)
    opened = set(
        Appeal.objects.open_to(request.user).filter(pk__in=[row.pk for row in listed]).values_list("pk", flat=True)
    )
    context = {"appeals": listed, "opened": opened, "older": older, "query": query}
    return render(request, "appeals/filing/appeals.html", context)


@never_cache
@login_required
@require_http_methods(ASK)
def file(request: HttpRequest) -> HttpResponse:
    """AP-01: the address names what is appealed."""
    return start_page(request, AppealFlow.file)


@never_cache
@require_safe
def appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """An appeal: everybody reads what it is about and how it ended; the sides and the board read all of it."""
    rows = Appeal.objects.visible_to(request.user).select_related(*BESIDE)
    appeal = get_object_or_404(rows, pk=pk)
    is_open = Appeal.objects.open_to(request.user).filter(pk=pk).exists()
    waitings = list(open_steps(appeal.case.pk)) if is_open else []
    papers = Document.objects.visible_to(request.user)
    own = papers.filter(snapshot__reference=f"по апелляции № {appeal.number}") | papers.filter(
        snapshot__appeal__number=appeal.number
    )
    context = {
        "appeal": appeal,
        "is_open": is_open,
        "steps": page.steps_of(appeal),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, set(keys_of(request.user))),
        "documents": (papers.filter(pk=appeal.receipt_id or 0) | own).order_by("-pk")
        if is_open and appeal.number
        else [],
        "files": appeal.files.select_related("added_by") if is_open else [],
        "panel": appeal.panel.members_on() if is_open and appeal.panel else [],
        "timeline": timeline(history(appeal), has_grounds=True) if is_open else [],
        "subject_url": page.subject_url(appeal, request.user),
        "picture": chart.svg(AppealFlow, appeal.case.pk) if is_open else "",
        "picture_steps": chart.steps(AppealFlow, appeal.case.pk) if is_open else [],
        **page.acts_of(appeal, request.user),
    }
    return render(request, "appeals/filing/appeal.html", context)


def _own(request: HttpRequest, pk: int, act: str) -> Appeal:
    """An appeal about which the person may do this; what they may not looks like what does not exist."""
    appeal = get_object_or_404(
        Appeal.objects.open_to(request.user).select_related("case__regulation", "panel", "item"), pk=pk
    )
    if not page.acts_of(appeal, request.user)[act]:
        raise Http404
    return appeal


@never_cache
@login_required
@require_http_methods(ASK)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """AP-10."""
    appeal = _own(request, pk, "may_withdraw")
    form = WithdrawForm(request.POST or None, subject=appeal, by=request.user)
    return act_page(
        request, form, reload_then(actions.withdraw, appeal), capacity="заявитель", back=appeal.get_absolute_url(),
        process=appeal.case.pk, title="Отозвать апелляцию", about=f"{appeal}: {appeal.about}",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ASK)
def add_evidence(request: HttpRequest, pk: int) -> HttpResponse:
    """Another file of a side."""
    appeal = _own(request, pk, "may_attach")
    form = EvidenceForm(request.POST or None, request.FILES or None, subject=appeal, by=request.user)
    return act_page(
        request, form, partial(actions.attach, appeal), capacity="сторона", back=appeal.get_absolute_url(), process=appeal.case.pk,
        title="Приложить файл к апелляции", about=f"{appeal}: {appeal.about}",
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """A file of an appeal, to whoever reads it."""
    row = get_object_or_404(AppealFile.objects.filter(appeal__in=Appeal.objects.open_to(request.user)), pk=pk)
    return files.download(row)
