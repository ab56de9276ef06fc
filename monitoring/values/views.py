"""The list of indicators, a series, a value, the desk of analysts, entering and withdrawing."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from monitoring.indicators.models import Indicator
from monitoring.values import actions, forms, page, table
from monitoring.values.facts import may_enter
from monitoring.values.models import IndicatorValue
from programme.access import holds
from programme.pages import posted


@never_cache
@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """Every indicator with what the city has published last."""
    context = {
        "rows": page.listed(),
        "is_analyst": holds(request.user, roles.ANALYST),
        "closed": Indicator.objects.exclude(closed_at=None),
    }
    return render(request, "monitoring/values/indicators.html", context)


@never_cache
@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """A series."""
    row = get_object_or_404(Indicator.objects.select_related("responsible"), code=code)
    return render(
        request,
        "monitoring/values/indicator.html",
        page.of_indicator(row, request.user, request.GET.get("subject", "")),
    )


@never_cache
@require_safe
def data(request: HttpRequest, code: str) -> HttpResponse:
    """The same as a file."""
    row = get_object_or_404(Indicator, code=code)
    headers = {"Content-Disposition": f'attachment; filename="{row.code}.csv"'}
    return HttpResponse(table.table_of(row), content_type="text/csv; charset=utf-8", headers=headers)


@never_cache
@require_safe
def value(request: HttpRequest, pk: int) -> HttpResponse:
    """One value: published for everybody, before that for analysts and its author."""
    rows = IndicatorValue.objects.visible_to(request.user).select_related(
        "indicator", "author", "checked_by", "corrects__indicator", "case"
    )
    return render(request, "monitoring/values/value.html", page.of_value(get_object_or_404(rows, pk=pk), request.user))


@never_cache
@login_required
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What analysts have before them."""
    held_capacity(request, roles.ANALYST, roles.AUDITOR)
    return render(
        request, "monitoring/values/desk.html", {**page.desk(), "is_analyst": holds(request.user, roles.ANALYST)}
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """IND-01; for a computed indicator there is no such address."""
    row = get_object_or_404(Indicator, code=code)
    if not may_enter(row, request.user):
        raise Http404
    member = f"member:{row.responsible_id}" if row.responsible_id else ""
    capacity = held_capacity(request, roles.ANALYST, *([member] if member else []))
    form, made = forms.EnterForm(posted(request), subject=row, by=request.user), list[Any]()
    return act_page(
        request, form, lambda **answers: made.append(actions.enter(row, **answers)), capacity=capacity, back=row.get_absolute_url(),
        title="Внести значение", about=f"{row.code} «{row}», {row.unit}. {row.method}",
        then=lambda: made[0].get_absolute_url() if made else row.get_absolute_url(),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """IND-08."""
    capacity = held_capacity(request, roles.ANALYST)
    rows = IndicatorValue.objects.in_work().select_related("indicator", "case")
    row = get_object_or_404(rows, pk=pk)
    form = forms.WithdrawForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.withdraw, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Снять значение", about=f"{row}. Опубликовано оно не будет; вместо него можно внести другое.",
        then=lambda: reverse("indicator", args=[row.indicator.code]),
    )  # fmt: skip
