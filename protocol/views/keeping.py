"""Keeping to the Protocol: the custodian's desk of self-reports, and complaints."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, inbox, workdays
from casework.acting import act_page
from casework.models import Waiting
from casework.views import start_page
from documents.models import Document
from journal.models import Entry
from journal.record import key
from programme.access import keys_of
from protocol import actions, forms
from protocol.flows import NormComplaintFlow
from protocol.models import Measure, NormComplaint, ProtocolEdition, Signatory
from protocol.models.complaints import EDITORS, sits_in_the_group
from protocol.models.signatories import PARTICIPATING
from protocol.views.signatories import ASK, CUSTODIANS, capacity_of, current_edition

DESK = (*CUSTODIANS, "role:protocol_editor", "role:auditor")
Status = NormComplaint.Status
KINDS = {Status.RESOLVED: "ok", Status.INADMISSIBLE: "bad", Status.RECOMMENDED_MEASURES: "warn"}
STEPS = [
    ("Приём", {Status.SUBMITTED, Status.ACCEPTED}),
    ("Ответ подписанта", {Status.RESPONSE_WAIT}),
    ("Примирение", {Status.MEDIATION, Status.RESOLVED}),
    ("Заключение", {Status.CONCLUSION}),
    ("Меры", {Status.RECOMMENDED_MEASURES, Status.CLOSED}),
]


@never_cache
@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Whose report for a year is in, and which commitments are overdue."""
    capacity_of(request, *DESK)
    edition = current_edition()
    year = _year(request)
    rows = Signatory.objects.filter(edition=edition, status__in=PARTICIPATING).select_related("organization")
    lines = []
    for one in rows.prefetch_related("reports", "commitments__lines").order_by("sector", "pk"):
        report = next((report for report in one.reports.all() if report.year == year), None)
        commitments = list(one.commitments.all())
        overdue = sum(commitment.is_overdue for commitment in commitments)
        lines.append({"signatory": one, "report": report, "commitments": len(commitments), "overdue": overdue})
    may_ask = bool(set(CUSTODIANS) & set(keys_of(request.user)))
    context = {"edition": edition, "year": year, "lines": lines, "may_ask": may_ask and bool(lines)}
    return render(request, "protocol/reports.html", context)


def _year(request: HttpRequest) -> int:
    asked = request.GET.get("year", "")
    is_year = asked.isascii() and asked.isdecimal() and len(asked) == 4
    return int(asked) if is_year else workdays.local_date().year


def _on_edition(request: HttpRequest, form_class: Any, action: Any, title: str, about: str) -> HttpResponse:
    capacity = capacity_of(request, *CUSTODIANS)
    edition = current_edition()
    if edition is None:
        return render(request, "protocol/nothing_to_sign.html")
    form = form_class(request.POST or None, subject=edition, by=request.user, initial=form_class.initial_for(edition))

    def perform(*, by: Any, **answers: Any) -> None:
        action(ProtocolEdition.objects.get(pk=edition.pk), by=by, **answers)

    return act_page(
        request, form, perform, process=edition.case.pk, capacity=capacity, back=reverse("protocol_reports"),
        title=title, about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ASK)
def ask_reports(request: HttpRequest) -> HttpResponse:
    """The custodian asks for reports."""
    about = "Задача появится у каждого подписанта, у которого отчёт за этот год ещё не запрошен."
    return _on_edition(request, forms.AskReportsForm, actions.ask_reports, "Запросить самоотчёты", about)


@never_cache
@login_required
@require_http_methods(ASK)
def sum_up(request: HttpRequest) -> HttpResponse:
    """The custodian draws up the summary."""
    about = "Доклад соберёт сданные самоотчёты и просроченные обязательства и будет опубликован."
    return _on_edition(request, forms.SumUpForm, actions.sum_up, "Сводный доклад комитету", about)


@never_cache
@login_required
@require_http_methods(ASK)
def complain(request: HttpRequest) -> HttpResponse:
    """File a complaint."""
    return start_page(request, NormComplaintFlow.complain)


@never_cache
@login_required
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """The complaints the person may see: one's own, against one's organisation, or all for the editor and the group."""
    rows = NormComplaint.objects.visible_to(request.user).select_related("signatory__organization", "article_text")
    return render(request, "protocol/complaints.html", {"complaints": rows[:200], "kinds": KINDS})


@never_cache
@login_required
@require_safe
def complaint(request: HttpRequest, pk: int) -> HttpResponse:
    """A complaint: the signatory sees everything but who complains."""
    rows = NormComplaint.objects.visible_to(request.user).select_related(
        "signatory__organization", "article_text__edition", "author", "case", "document"
    )
    one = get_object_or_404(rows, pk=pk)
    keys = set(keys_of(request.user))
    waitings = list(Waiting.objects.open().filter(process=one.case).order_by("pk"))
    papers = {one.receipt_id, one.document_id} - {None}
    context = {
        "complaint": one,
        "kind": KINDS.get(one.status, "info"),
        "steps": _steps(one),
        "knows_author": one.author == request.user or bool(keys & EDITORS) or sits_in_the_group(request.user),
        "moves": [inbox.Line(waiting, waiting.asked, workdays.left(waiting.due_at)) for waiting in waitings],
        "my_tasks": [waiting for waiting in waitings if waiting.addressee in keys],
        "documents": Document.objects.visible_to(request.user).filter(pk__in=papers).order_by("-pk"),
        "measure": Measure.objects.filter(complaint=one).select_related("item").first(),
        "timeline": Entry.objects.filter(subject=key(one)).order_by("-id"),
        "picture": chart.svg(NormComplaintFlow, one.case.pk),
        "picture_steps": chart.steps(NormComplaintFlow, one.case.pk),
    }
    return render(request, "protocol/complaint.html", context)


def _steps(one: NormComplaint) -> list[tuple[str, str]]:
    """Where the complaint stands; what ended early stays at the step it reached."""
    position = next((n for n, (_, statuses) in enumerate(STEPS) if one.status in statuses), 0)
    is_over = one.closed_at is not None
    return [
        (title, "done" if n < position or (is_over and n == position) else "current" if n == position else "todo")
        for n, (title, _) in enumerate(STEPS)
    ]
