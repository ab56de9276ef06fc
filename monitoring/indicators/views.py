"""A new indicator and the end of one, by an analyst."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from monitoring.indicators import actions, forms
from monitoring.indicators.models import Indicator
from programme.pages import posted


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def define(request: HttpRequest) -> HttpResponse:
    """An indicator that has not been there."""
    capacity = held_capacity(request, roles.ANALYST)
    form, made = forms.DefineForm(posted(request), by=request.user), list[Any]()
    return act_page(
        request, form, lambda **answers: made.append(actions.define(**answers)), capacity=capacity, back=reverse("indicators"),
        title="Завести показатель", about="Заведённый показатель не меняют: другой метод или единица — это другой ряд, с другим кодом.",
        then=lambda: made[0].get_absolute_url() if made else reverse("indicators"),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, code: str) -> HttpResponse:
    """No more values; what the programme has counted is never closed."""
    capacity = held_capacity(request, roles.ANALYST)
    row = get_object_or_404(Indicator.objects.measured().filter(query=""), code=code)
    form = forms.CloseForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.close, row), capacity=capacity, back=row.get_absolute_url(), title="Закрыть показатель",
        about=f"{row.code} «{row}»: новых значений не будет, ряд останется виден всем.",
    )  # fmt: skip
