"""The page on which the experts of a case speak to each other, and its two acts."""

from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import reload_then
from expertise.debate import actions, forms
from expertise.debate.facts import changes_of, is_open, may_read, own_assignment, threads_of
from expertise.expertises.models import Expertise
from expertise.pages import ACT, act
from expertise.roles import COORDINATOR
from expertise.scoring.assessment import matrices_of, sheets_of


def _expertise(request: HttpRequest, pk: int) -> Expertise:
    rows = Expertise.objects.visible_to(request.user).select_related("case", "regulation")
    expertise = get_object_or_404(rows, pk=pk)
    if not may_read(expertise, request.user):
        raise Http404
    return expertise


@never_cache
@login_required
@require_safe
def debate(request: HttpRequest, pk: int) -> HttpResponse:
    """The matrix by numbers, the threads, the marks that were changed."""
    expertise = _expertise(request, pk)
    context: dict[str, Any] = {
        "expertise": expertise,
        "threads": threads_of(expertise),
        "changes": changes_of(expertise),
        "matrices": matrices_of(expertise, sheets_of(expertise)),
        "is_open": is_open(expertise),
        "mine": own_assignment(expertise, request.user),
    }
    return render(request, "expertise/debate/debate.html", context)


@never_cache
@login_required
@require_http_methods(ACT)
def say(request: HttpRequest, pk: int) -> HttpResponse:
    """A line of a thread by an expert or the coordinator."""
    expertise = _expertise(request, pk)
    mine = own_assignment(expertise, request.user)
    capacity = mine.pseudonym if mine else door.capacity_in(request.user, COORDINATOR)
    return act(
        request, forms.SayForm, reload_then(partial(actions.say, assignment=mine), expertise), title="Сказать группе", subject=expertise,
        about=f"{expertise}. Вас видят как «{capacity}».", back=reverse("expertise_debate", args=[pk]), capacity=capacity,
        process=expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def change_mark(request: HttpRequest, pk: int) -> HttpResponse:
    """One mark of one's own sheet."""
    expertise = _expertise(request, pk)
    mine = own_assignment(expertise, request.user)
    if mine is None or not is_open(expertise):
        raise Http404
    return act(
        request, forms.ChangeMarkForm, reload_then(actions.change_mark, mine), title="Изменить одну оценку", subject=mine,
        about=f"{expertise}. Изменить можно одну оценку и один раз.", back=reverse("expertise_debate", args=[pk]),
        capacity=mine.pseudonym, process=expertise.case.pk,
    )  # fmt: skip
