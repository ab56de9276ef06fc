"""The money of the programme, and the acts on the account of a measure."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity, reload_then
from execution.editions.models import ProgrammeEdition
from execution.grants.models import Grant
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


@never_cache
@login_required
@require_http_methods(ACT)
def post(request: HttpRequest, pk: int) -> HttpResponse:
    """A new posting on the account of a measure that is in force."""
    capacity = held_capacity(request, *actions.BOOKERS)
    measure = get_object_or_404(Measure.objects.exclude(undertaking=None), pk=pk)
    form = forms.PostForm(request.POST if request.method == "POST" else None, subject=measure, by=request.user)
    return act_page(
        request, form, reload_then(actions.post, measure), capacity=capacity, back=f"{measure.get_absolute_url()}#money",
        title="Внести проводку", about=f"{measure}. Система денег не принимает: она записывает, что запланировано и израсходовано.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def post_grant(request: HttpRequest, pk: int) -> HttpResponse:
    """A posting of a grant: what is promised, spent, returned; what comes in comes with its tranche."""
    capacity = held_capacity(request, *actions.BOOKERS)
    grant = get_object_or_404(Grant, pk=pk)
    form = forms.GrantPostingForm(request.POST if request.method == "POST" else None, subject=grant, by=request.user)
    return act_page(
        request, form, partial(actions.post, grant), capacity=capacity, back=f"{grant.get_absolute_url()}#money",
        title="Внести проводку гранта", about=f"{grant}. Поступление вносят шагом транша.",
    )  # fmt: skip


def _back(posting: Posting) -> str:
    address = posting.book.get_absolute_url()
    return address if "#" in address else f"{address}#money"


def _on_posting(request: HttpRequest, pk: int, form: Any, action: Callable[..., Any], title: str) -> HttpResponse:
    capacity = held_capacity(request, *actions.BOOKERS)
    posting = get_object_or_404(Posting.objects.select_related("measure", "fund", "grant", "tranche__case"), pk=pk)
    filled = form(request.POST if request.method == "POST" else None, subject=posting, by=request.user)
    return act_page(
        request, filled, reload_then(action, posting), capacity=capacity, back=_back(posting),
        process=posting.tranche.case.pk if posting.tranche else None, title=title,
        about=f"{posting}, {posting.amount} ₽. Основание: {posting.ground}.",
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
