"""The pages of grants, and the acts outside the steps of a tranche."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework.acting import act_page, held_capacity, reload_then
from casework.forms import AskForm
from casework.pages import keyset, older_address
from documents import files
from execution.editions.models import COMPOSER
from execution.grants import actions, forms, page
from execution.grants.models import Grant, Tranche, TrancheReport
from execution.money.actions import BOOKERS
from programme.access import holds, keys_of

ACT, PAGE = ["GET", "HEAD", "POST"], 25


@require_safe
def grants(request: HttpRequest) -> HttpResponse:
    """What others give the city for something named."""
    shown, older = keyset(page.listed(), request.GET.get("before", ""), PAGE)
    context = {
        "grants": shown,
        "older": older_address(request.GET, older),
        "may_compose": holds(request.user, COMPOSER),
    }
    return render(request, "execution/grants/grants.html", context)


@never_cache
@require_safe
def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """One grant."""
    row = get_object_or_404(Grant.objects.select_related("organization", "undertaking"), pk=pk)
    return render(request, "execution/grants/grant.html", page.context(row, request.user))


@require_safe
def donor_report(request: HttpRequest, pk: int) -> FileResponse:
    """The copy of a report to the donor, for those who keep the book and those who answer."""
    row = get_object_or_404(TrancheReport.objects.select_related("tranche__grant"), pk=pk)
    inside = f"member:{row.tranche.grant.organization_id}" in keys_of(request.user)
    if not (inside or holds(request.user, *BOOKERS)):
        raise Http404
    return files.download(row)


@never_cache
@login_required
@require_http_methods(ACT)
def enter(request: HttpRequest) -> HttpResponse:
    """A grant by its agreement."""
    capacity = held_capacity(request, COMPOSER)
    form = forms.GrantForm(request.POST if request.method == "POST" else None, subject=None, by=request.user)
    return act_page(
        request, form, actions.enter, capacity=capacity, back=reverse("grants"), title="Внести грант",
        about="Денег система не принимает: здесь видно, что обещано, что поступило и на что израсходовано.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ACT)
def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """TR-01."""
    capacity = held_capacity(request, *BOOKERS)
    row = get_object_or_404(Grant.objects.exclude(undertaking__ended_at__isnull=False), pk=pk)
    form = forms.TrancheForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, partial(actions.plan, row), capacity=capacity, back=row.get_absolute_url(), title="Внести транш",
        about=f"{row}. {row.agreement}.",
    )  # fmt: skip


ENDS: dict[str, tuple[type[AskForm], Callable[..., Any], tuple[str, ...], tuple[str, ...], str]] = {
    "cancel": (forms.CancelForm, actions.cancel, (COMPOSER,), (Tranche.Status.PLANNED,), "Транш не поступит"),
    "refund": (forms.RefundForm, actions.refund, BOOKERS, Tranche.OWED, "Вернуть транш донору"),
}


@never_cache
@login_required
@require_http_methods(ACT)
def end(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """TR-06, TR-07."""
    form_class, action, holders, sources, title = ENDS[verb]
    capacity = held_capacity(request, *holders)
    row = get_object_or_404(Tranche.objects.filter(status__in=sources).select_related("grant", "case"), pk=pk)
    form = form_class(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.grant.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row}.",
    )  # fmt: skip
