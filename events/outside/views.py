"""The estimate and the carriages of an outside show, by the organiser."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.occasions.models import Event
from events.outside import actions, forms
from events.outside.models import Carriage

ACTS: dict[str, tuple[Any, Any, str, str]] = {
    "estimate": (forms.EstimateForm, actions.estimate, "Смета показа", "До начала — план, с начала — сколько израсходовано. Смету видит каждый."),
    "carriage": (forms.CarriageForm, actions.carry, "Назначить перевозку", "Те, чьи экспонаты отобраны, узнают об этом."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """For everybody else, and for an event that travels nowhere, there is no such address."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Event.objects.select_related("case"), pk=pk)
    if not row.rule.travels:
        raise Http404
    form_class, action, title, about = ACTS[verb]
    form = form_class(
        request.POST if request.method == "POST" else None, subject=row, by=request.user, initial=form_class.initial_for(row)
    )  # fmt: skip
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title=title, about=f"{row}. {about}",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """It does not go."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Carriage.objects.filter(called_off_at=None).select_related("event__case"), pk=pk)
    form = forms.CallOffForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.call_off, row), capacity=capacity, back=row.event.get_absolute_url(),
        process=row.event.case.pk, title="Отменить перевозку", about=f"{row.event}. {row}.",
    )  # fmt: skip
