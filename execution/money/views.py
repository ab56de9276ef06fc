"""The money of the programme, and the acts on the account of a measure."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import door
from casework.acting import act_page, reload_then
from execution.editions.models import ProgrammeEdition
from execution.measures.models import Measure
from execution.money import actions, forms, ledger
from execution.money.models import Posting

ACT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def money(request: HttpRequest, number: int) -> HttpResponse:
    """What an edition costs, by year and by source."""
    edition = get_object_or_404(ProgrammeEdition.objects.visible_to(request.user), number=number)
    postings = Posting.objects.filter(measure__edition=edition)
    years, sources = ledger.lines(postings, "year"), ledger.lines(postings, "source")
    context = {"edition": edition, "years": years, "sources": sources, "total": ledger.total(years)}
    return render(request, "execution/money/money.html", context)


def _capacity(request: HttpRequest) -> str:
    words = next((words for key in actions.BOOKERS if (words := door.capacity_in(request.user, key))), "")
    if not words:
        raise Http404
    return words


@never_cache
@login_required
@require_http_methods(ACT)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A new posting on the account of a measure that is in force."""
    capacity = _capacity(request)
    measure = get_object_or_404(Measure.objects.exclude(undertaking=None), pk=pk)
    form = forms.PostForm(request.POST if request.method == "POST" else None, subject=measure, by=request.user)
    return act_page(
        request, form, reload_then(actions.post, measure), capacity=capacity, back=f"{measure.get_absolute_url()}#money",
        title="Внести проводку", about=f"{measure}. Система денег не принимает: она записывает, что запланировано и израсходовано.",
    )  # fmt: skip


def _on_posting(request: HttpRequest, pk: int, form: Any, action: Callable[..., Any], title: str) -> HttpResponse:
    capacity = _capacity(request)
    posting = get_object_or_404(Posting.objects.select_related("measure"), pk=pk)
    filled = form(request.POST if request.method == "POST" else None, subject=posting, by=request.user)
    return act_page(
        request, filled, reload_then(action, posting), capacity=capacity, back=f"{posting.measure.get_absolute_url()}#money",
        title=title, about=f"{posting}, {posting.amount} ₽. Основание: {posting.ground}.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def reverse(request: HttpRequest, pk: int) -> HttpResponse:
    """A posting was wrong."""
    return _on_posting(request, pk, forms.ReverseForm, actions.reverse, "Сторнировать проводку")


@never_cache
@login_required
@require_http_methods(ACT)
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """A posting counts from now on."""
    return _on_posting(request, pk, forms.PostingConfirmForm, actions.confirm, "Подтвердить проводку")
