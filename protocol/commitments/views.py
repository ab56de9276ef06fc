"""Pages of commitments and self-reports: the custodian's desk, a new commitment."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import workdays
from casework.acting import act_page
from programme.access import keys_of
from protocol.acting import ASK, capacity_of
from protocol.commitments import actions, forms
from protocol.editions.models import ProtocolEdition
from protocol.roles import CUSTODIANS, CUSTODY
from protocol.signatories.models import PARTICIPATING, Signatory
from protocol.signatories.page import current_edition, own_signatory, read_again


@never_cache
@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """Whose report for a year is in, and which commitments are overdue."""
    capacity_of(request, *CUSTODY)
    edition = current_edition()
    year = _year(request)
    bound = Signatory.objects.under(edition) if edition else Signatory.objects.none()
    rows = bound.filter(status__in=PARTICIPATING).select_related("organization")
    lines = []
    for signatory in rows.prefetch_related("reports", "commitments__lines").order_by("sector", "pk"):
        report = next((report for report in signatory.reports.all() if report.year == year), None)
        commitments = list(signatory.commitments.all())
        overdue = sum(commitment.is_overdue for commitment in commitments)
        lines.append({"signatory": signatory, "report": report, "commitments": len(commitments), "overdue": overdue})
    may_ask = bool(set(CUSTODIANS) & set(keys_of(request.user)))
    context = {"edition": edition, "year": year, "lines": lines, "may_ask": may_ask and bool(lines)}
    return render(request, "protocol/commitments/reports.html", context)


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
def commit(request: HttpRequest, pk: int) -> HttpResponse:
    """A signatory writes down a commitment."""
    signatory, capacity = own_signatory(request, pk)
    form = forms.CommitForm(request.POST or None, subject=signatory, by=request.user)

    def perform(*, by: Any, **answers: Any) -> None:
        actions.commit(read_again(signatory), by=by, **answers)

    about = (
        "Обязательство увидят все. Раз в год вы отчитаетесь о нём; изменить записанное нельзя, можно добавить новое."
    )
    return act_page(
        request, form, perform, process=signatory.case.pk, capacity=capacity, back=signatory.get_absolute_url(),
        title="Записать обязательство", about=about,
    )  # fmt: skip
