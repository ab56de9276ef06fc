"""Pages that are not steps of the flow: the expertise, the expert's desk, plain acts."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import chart, inbox
from casework.acting import reload_then
from casework.models import Waiting
from expertise.asking.page import questions_of
from expertise.challenges.page import challenges_of
from expertise.distribution.gathering import open_to_wishes
from expertise.expertises import actions, forms
from expertise.expertises.models import Expertise
from expertise.expertises.page import ExpertiseView
from expertise.opinions import actions as opinions
from expertise.opinions import forms as opinions_forms
from expertise.pages import ACT, act, coordinator
from expertise.panels import actions as panels
from expertise.panels import forms as panels_forms
from expertise.panels.models import ExpertAssignment
from expertise.register.models import Expert
from expertise.register.ties import ties_of
from expertise.scoring.service import service_of
from programme.models import Regulation


@never_cache
@require_safe
def expertise_page(request: HttpRequest, pk: int) -> HttpResponse:
    """The case: where it stands, whose move it is, what happened, papers, people by pseudonym — as much as the reader may see."""
    rows = Expertise.objects.visible_to(request.user).select_related(
        "applicant", "applicant_person", "materials", "regulation", "conclusion", "repeats"
    )
    expertise = get_object_or_404(rows, pk=pk)
    view = ExpertiseView(expertise, request.user)
    context: dict[str, Any] = {"expertise": expertise, "view": view}
    if view.is_coordinator:
        case = expertise.case
        context |= {
            "picture": chart.svg(case.flow_class, case.pk),
            "picture_steps": chart.steps(case.flow_class, case.pk),
        }
    if request.user.is_authenticated:
        context["my_opinion"] = opinions.may_opine(expertise, request.user)
        context["questions"] = questions_of(expertise, request.user)
        context["challenges"] = challenges_of(expertise, request.user)
    return render(request, "expertise/expertises/expertise.html", context)


@never_cache
@login_required
@require_safe
def matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Criterion × expert on a page of its own, to be printed: for whoever may read every sheet."""
    expertise = get_object_or_404(Expertise.objects.visible_to(request.user).select_related("regulation"), pk=pk)
    view = ExpertiseView(expertise, request.user)
    if not view.matrices:
        raise Http404
    context = {"expertise": expertise, "matrices": view.matrices, "firmness": view.firmness()}
    return render(request, "expertise/scoring/matrix.html", context)


def _own(row: ExpertAssignment) -> ExpertAssignment:
    """A line of the desk: does it name the applicant?"""
    row.is_hidden = row.expertise.hides_applicant(row.status)  # type: ignore[attr-defined]
    return row


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """The expert's desk: my assignments, terms, load, declared ties."""
    expert = get_object_or_404(Expert.objects.with_load().select_related("person"), person=request.user)
    rows = (
        ExpertAssignment.objects.filter(expert=expert)
        .select_related("expertise__applicant", "expertise__applicant_person")
        .order_by("-pk")
    )
    lines = [line for line in inbox.mine(request.user) if line.waiting.case_url.startswith("/expertise/")]
    context = {
        "expert": expert,
        "assignments": [_own(row) for row in rows],
        "lines": lines,
        "ties": ties_of(expert),
        "gone": ExpertAssignment.GONE,
        "service": service_of(expert),
        "most": Regulation.in_force().value("expertise.load_max"),
        "waiting": open_to_wishes().count(),
    }
    return render(request, "expertise/expertises/desk.html", context)


@never_cache
@login_required
@require_http_methods(ACT)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """EX-02, EX-03 and EX-05 in one act by the coordinator; once the group has been asked, the case itself."""
    capacity = coordinator(request)
    rows = Expertise.objects.visible_to(request.user).filter(kind=Expertise.Kind.FULL).select_related("case")
    expertise = get_object_or_404(rows, pk=pk)
    if request.method != "POST" and expertise.status not in actions.BEGINNING:
        return redirect(expertise)
    return act(
        request, forms.BeginForm, reload_then(actions.begin, expertise), title="Начать экспертизу", back=expertise.get_absolute_url(),
        capacity=capacity, subject=expertise, process=expertise.case.pk, template="expertise/expertises/begin.html",
        steps=Waiting.objects.open().filter(process=expertise.case),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """EX-22 by the coordinator."""
    capacity = coordinator(request)
    expertise = get_object_or_404(Expertise.objects.visible_to(request.user).select_related("case"), pk=pk)
    return act(
        request, forms.CancelForm, partial(actions.stop, expertise), title="Прекратить экспертизу", about=str(expertise),
        back=expertise.get_absolute_url(), capacity=capacity, subject=expertise, process=expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def opine(request: HttpRequest, pk: int) -> HttpResponse:
    """A dissenting opinion by an expert of the group."""
    own = ExpertAssignment.objects.visible_to(request.user).counted().filter(expert__person=request.user.pk)
    assignment = get_object_or_404(own.select_related("expertise__case"), expertise=pk)
    return act(
        request, opinions_forms.OpineForm, partial(opinions.opine, assignment), title="Особое мнение", about=assignment.expertise.object_title,
        back=assignment.expertise.get_absolute_url(), capacity=assignment.pseudonym, subject=assignment,
        process=assignment.expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """EA-08 by the coordinator."""
    capacity = coordinator(request)
    assignment = get_object_or_404(
        ExpertAssignment.objects.visible_to(request.user).select_related("expertise__case", "expert__person"), pk=pk
    )
    return act(
        request, panels_forms.ReplaceForm, partial(panels.replace, pk), title="Заменить эксперта",
        about=f"{assignment.expert}, {assignment.expertise}",
        back=assignment.expertise.get_absolute_url(), capacity=capacity, subject=assignment, process=assignment.expertise.case.pk,
    )  # fmt: skip
