"""The page of the fund, its postings, its statement."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity, reload_then
from execution.editions.models import COMPOSER
from execution.fund import actions, forms
from execution.fund.models import Fund
from execution.money import ledger
from execution.money.actions import BOOKERS, post
from execution.money.forms import FundPostingForm
from execution.money.models import Posting
from programme.access import holds

ACT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def fund(request: HttpRequest) -> HttpResponse:
    """What was promised, what has come, what was spent: each posting with its ground."""
    is_booker = holds(request.user, *BOOKERS)
    shown = []
    for row in Fund.objects.all():
        rows = (
            Posting.objects.filter(fund=row).select_related("reverses", "reversed_by", "donor").order_by("-day", "-pk")
        )
        shown.append(
            (row, ledger.balance(row.postings.all()), rows if is_booker else rows.filter(confirmed_by__isnull=False))
        )
    context = {"funds": shown, "may_post": is_booker, "may_open": holds(request.user, COMPOSER)}
    return render(request, "execution/fund/fund.html", context)


@never_cache
@login_required
@require_http_methods(ACT)
def open_fund(request: HttpRequest) -> HttpResponse:
    """A new book."""
    capacity = held_capacity(request, COMPOSER)
    form = forms.OpenForm(request.POST if request.method == "POST" else None, subject=None, by=request.user)
    return act_page(
        request, form, actions.open_fund, capacity=capacity, back=reverse("fund"), title="Открыть фонд",
        about="Система денег не принимает: она показывает, что обещано, что поступило и на что израсходовано.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A posting of the fund."""
    capacity = held_capacity(request, *BOOKERS)
    row = get_object_or_404(Fund, pk=pk)
    form = FundPostingForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, partial(post, row), capacity=capacity, back=reverse("fund"), title="Внести проводку фонда", about=f"{row}.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def state(request: HttpRequest, pk: int) -> HttpResponse:
    """The statement as a paper."""
    capacity = held_capacity(request, *BOOKERS)
    row = get_object_or_404(Fund, pk=pk)
    form = forms.StateForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.state, row), capacity=capacity, back=reverse("fund"), title="Выпустить ведомость фонда",
        about=f"{row}. В ведомость войдут подтверждённые проводки на сегодня.",
    )  # fmt: skip
