"""Pages of challenges: raising one, and reading what has become of it."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import reload_then
from casework.formats import plural
from casework.models import Waiting
from expertise.challenges import actions, forms
from expertise.challenges.models import Challenge
from expertise.challenges.page import side_of
from expertise.expertises.models import Expertise
from expertise.pages import ACT, act
from expertise.roles import COORDINATOR

LINES = (
    "Кто входит в группу, не раскрывается, и ответ на отвод этого не выдаёт: он одинаков, участвует названный или нет."
)


@never_cache
@login_required
@require_http_methods(ACT)
def raise_challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """CH-01 by whoever signs for the applicant, by an expert of the group, by the coordinator."""
    rows = Expertise.objects.visible_to(request.user).select_related("case", "regulation")
    expertise = get_object_or_404(rows, pk=pk)
    side, capacity = side_of(expertise, request.user)
    if not side:
        raise Http404
    if request.method != "POST" and not actions.may_be_raised(expertise):
        messages.warning(request, actions.TOO_LATE)
        return redirect(expertise)
    left = actions.left_for(expertise, side, request.user)  # type: ignore[arg-type]
    words = f" Вы можете заявить ещё {left} {plural(left, 'отвод,отвода,отводов')}." if side != "coordinator" else ""
    form = forms.ExpertsChallengeForm if side == Challenge.Side.EXPERT else forms.ChallengeForm
    return act(
        request, form, partial(reload_then(actions.submit, expertise), side=side), title="Заявить отвод эксперту",
        about=f"{expertise.object_title}. {LINES}{words}", back=expertise.get_absolute_url(), capacity=capacity, subject=expertise,
        process=expertise.case.pk,
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def challenge_page(request: HttpRequest, pk: int) -> HttpResponse:
    """What was raised, by when it is decided, what was decided."""
    rows = Challenge.objects.visible_to(request.user).select_related("expertise__applicant", "case", "ruling")
    challenge = get_object_or_404(rows, pk=pk)
    waiting = Waiting.objects.open().filter(process=challenge.case).first()
    is_mine = bool(waiting and door.capacity_in(request.user, COORDINATOR))
    context = {"challenge": challenge, "waiting": waiting, "is_mine": is_mine}
    return render(request, "expertise/challenges/challenge.html", context)
