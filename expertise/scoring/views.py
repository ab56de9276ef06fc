"""Pages about a sheet that are not steps of the flow."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import reload_then
from expertise.expertises.models import Expertise
from expertise.pages import ACT, act, coordinator
from expertise.panels.models import ExpertAssignment
from expertise.scoring import actions, forms
from expertise.scoring.quality import report


@never_cache
@require_safe
def quality(request: HttpRequest) -> HttpResponse:
    """How far experts agree, and what came of what they have assessed."""
    return render(request, "expertise/scoring/quality.html", report())


@never_cache
@login_required
@require_http_methods(ACT)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """EA-14 by the expert whose sheet it is."""
    own = ExpertAssignment.objects.visible_to(request.user).taking_part().filter(expert__person=request.user.pk)
    assignment = get_object_or_404(own.select_related("expertise__case"), pk=pk)
    expertise = assignment.expertise
    return act(
        request, forms.TakeBackForm, reload_then(actions.take_back, assignment), title="Отозвать экспертный лист",
        about=f"{expertise.object_title}. Лист вернётся к вам таким, каким вы его сдали; на исправление — дни, которые оставались при сдаче.",
        back=expertise.get_absolute_url(), capacity=assignment.pseudonym, subject=assignment, process=expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def sheets_in(request: HttpRequest, pk: int) -> HttpResponse:
    """EA-09, EA-11: the coordinator answers all sheets of a case on one page."""
    capacity = coordinator(request)
    rows = Expertise.objects.visible_to(request.user).select_related("case", "professional_criteria", "public_criteria")
    expertise = get_object_or_404(rows, pk=pk)
    return act(
        request, forms.SheetsForm, reload_then(actions.accept_sheets, expertise), title="Листы по делу", about=str(expertise),
        back=expertise.get_absolute_url(), capacity=capacity, subject=expertise, process=expertise.case.pk,
        template="expertise/scoring/sheets.html",
    )  # fmt: skip
