"""Pages that are not steps of the flow: the case, the expert's desk, the register of experts."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, door, inbox
from casework.acting import act_page
from expertise.conclusions import actions as conclusions
from expertise.conclusions import forms as conclusions_forms
from expertise.expertises import actions, forms
from expertise.expertises.finding import COORDINATOR
from expertise.expertises.models import Expertise
from expertise.expertises.page import Sight
from expertise.panels import actions as panels
from expertise.panels import forms as panels_forms
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert, ties_of

ACT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def expertise_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The case: where it stands, whose move it is, what happened, papers, people by pseudonym — as much as the reader may see."""
    rows = Expertise.objects.visible_to(request.user).select_related(
        "applicant", "materials", "regulation", "conclusion"
    )
    expertise = get_object_or_404(rows, pk=pk)
    sight = Sight(expertise, request.user)
    context: dict[str, Any] = {"expertise": expertise, "sight": sight}
    if sight.is_coordinator:
        case = expertise.case
        context |= {
            "picture": chart.svg(case.flow_class, case.pk),
            "picture_steps": chart.steps(case.flow_class, case.pk),
        }
    if request.user.is_authenticated:
        context["my_opinion"] = conclusions.may_opine(expertise, request.user)
    return render(request, "expertise/expertises/expertise.html", context)


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The expert's desk: my assignments, terms, load, declared ties."""
    expert = get_object_or_404(Expert.objects.with_load().select_related("person"), person=request.user)
    rows = ExpertAssignment.objects.filter(expert=expert).select_related("expertise__applicant").order_by("-pk")
    lines = [line for line in inbox.mine(request.user) if line.waiting.case_url.startswith("/expertise/")]
    context = {
        "expert": expert,
        "assignments": rows,
        "lines": lines,
        "ties": ties_of(expert),
        "gone": ExpertAssignment.GONE,
    }
    return render(request, "expertise/expertises/desk.html", context)


def _coordinator(request: HttpRequest) -> str:
    """The words for the coordinator's capacity; the page does not exist for others."""
    capacity = door.capacity_in(request.user, COORDINATOR)
    if not capacity:
        raise Http404
    return capacity


def _act(
    request: HttpRequest, form_class: Any, action: Callable[..., Any], *, subject: Any = None, **page: Any
) -> HttpResponse:
    """The page of a plain act; its form may look at the request."""
    data = request.POST if request.method == "POST" else None
    return act_page(request, form_class(data, subject=subject, by=request.user, request=request), action, **page)


@never_cache
@login_required
@require_http_methods(ACT)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """EX-22 by the coordinator."""
    capacity = _coordinator(request)
    expertise = get_object_or_404(Expertise.objects.visible_to(request.user).select_related("case"), pk=pk)
    return _act(
        request, forms.CancelForm, partial(actions.stop, expertise), title="Прекратить экспертизу", about=str(expertise),
        back=expertise.get_absolute_url(), capacity=capacity, subject=expertise, process=expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def opine(request: HttpRequest, pk: int) -> HttpResponse:
    """A dissenting opinion by an expert of the group."""
    mine = ExpertAssignment.objects.visible_to(request.user).counted().filter(expert__person=request.user)
    assignment = get_object_or_404(mine.select_related("expertise__case"), expertise=pk)
    return _act(
        request, conclusions_forms.OpineForm, partial(conclusions.opine, assignment), title="Особое мнение", about=assignment.expertise.object_title,
        back=assignment.expertise.get_absolute_url(), capacity=assignment.pseudonym, subject=assignment,
        process=assignment.expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """EA-08 by the coordinator."""
    capacity = _coordinator(request)
    assignment = get_object_or_404(
        ExpertAssignment.objects.visible_to(request.user).select_related("expertise__case", "expert__person"), pk=pk
    )
    return _act(
        request, panels_forms.ReplaceForm, partial(panels.replace, pk), title="Заменить эксперта",
        about=f"{assignment.expert}, {assignment.expertise}",
        back=assignment.expertise.get_absolute_url(), capacity=capacity, subject=assignment, process=assignment.expertise.case.pk,
    )  # fmt: skip
