"""The page of reports of pressure: one's own for whoever reports, all of them for the office."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from expertise.pages import ACT, act
from expertise.pressure import actions, forms
from expertise.pressure.models import PressureReport, is_office
from expertise.roles import PRESSED
from programme.access import holds

MOST = 100
ABOUT = (
    "Сообщение прочитает только тот, кого называет регламент, — не координатор и не секретарь. Оно нигде не упоминается, "
    "в журнале остаётся лишь отметка о приёме без имени и содержания."
)


@never_cache
@login_required
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What one may read, newest first, and the way to a new report."""
    if not holds(request.user, *PRESSED) and not is_office(request.user):
        raise Http404
    rows = PressureReport.objects.visible_to(request.user).select_related("reporter")[:MOST]
    context = {"rows": rows, "is_office": is_office(request.user), "may_report": holds(request.user, *PRESSED)}
    return render(request, "expertise/pressure/reports.html", context)


@never_cache
@login_required
@require_http_methods(ACT)
def report(request: HttpRequest) -> HttpResponse:
    """By experts and by members of bodies."""
    if not holds(request.user, *PRESSED):
        raise Http404
    return act(
        request, forms.ReportForm, actions.report, title="Сообщить о давлении", about=ABOUT, back=reverse("pressure"), capacity="лично"
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """By the office, not about one's own report."""
    if not is_office(request.user):
        raise Http404
    row = get_object_or_404(PressureReport.objects.filter(outcome="").exclude(reporter=request.user.pk), pk=pk)
    return act(
        request, forms.AnswerForm, partial(actions.answer, row), title="Ответить на сообщение о давлении",
        about=f"{row.matter}. {row.text}", back=reverse("pressure"), capacity="рассматривающий сообщения",
    )  # fmt: skip
