"""Pages of scenarios."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from casework.acting import held_capacity, reload_then
from expertise.pages import act
from expertise.ranking.gathering import Scope
from expertise.roles import COMPARING, RANKING_READERS
from expertise.scenarios import actions, forms, page
from expertise.scenarios.models import Scenario
from programme.access import keys_of
from programme.pages import asking, showing


@showing
def scenarios(request: HttpRequest) -> HttpResponse:
    """Everything that has been reckoned, the latest first."""
    held_capacity(request, *RANKING_READERS)
    rows = Scenario.objects.select_related("made_by", "document")[:100]
    return render(request, "expertise/scenarios/scenarios.html", {"rows": rows, "may_reckon": _may_reckon(request)})


@asking
def begin(request: HttpRequest) -> HttpResponse:
    """The terms are stated for the projects the address names."""
    capacity = held_capacity(request, *COMPARING)
    scope = Scope.asked(request.GET)
    if scope is None:
        raise Http404
    return act(
        request, forms.TermsForm, partial(actions.keep, scope), title="Рассчитать сценарий отбора", subject=scope, capacity=capacity,
        about=f"{scope.words.capitalize()}: {len(scope.cases)}. Сценарий ничего не решает: он показывает, кто прошёл бы при таких условиях.",
        back=f"{reverse('ranking')}?{scope.query}", then=partial(_latest_of, request),
    )  # fmt: skip


@showing
def scenario(request: HttpRequest, pk: int) -> HttpResponse:
    """One scenario, and another beside it (`?beside=`)."""
    held_capacity(request, *RANKING_READERS)
    row = get_object_or_404(Scenario.objects.select_related("made_by", "chosen_by", "document"), pk=pk)
    number = request.GET.get("beside", "")
    beside = Scenario.objects.filter(pk=int(number)).first() if number.isdecimal() and len(number) < 10 else None
    return render(
        request, "expertise/scenarios/scenario.html", {**page.context(row, beside), "may_reckon": _may_reckon(request)}
    )


@asking
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """One of those who prepare the decision says why this scenario is the one."""
    capacity = held_capacity(request, *COMPARING)
    row = get_object_or_404(Scenario.objects.filter(chosen_at=None), pk=pk)
    return act(
        request, forms.ChooseForm, reload_then(actions.choose, row), title="Выбрать сценарий для решения", subject=row, capacity=capacity,
        about=str(row), back=row.get_absolute_url(),
    )  # fmt: skip


def _latest_of(request: HttpRequest) -> str:
    """The scenario that the person has just made."""
    return Scenario.objects.filter(made_by=request.user.pk).latest("pk").get_absolute_url()


def _may_reckon(request: HttpRequest) -> bool:
    return bool(set(COMPARING) & set(keys_of(request.user)))
