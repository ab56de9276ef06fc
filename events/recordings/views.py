"""Broadcasts and recordings, by the organiser."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.occasions.models import Event
from events.recordings import actions, forms
from events.recordings.models import Recording


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """An address for everybody."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Event.objects.select_related("case"), pk=pk)
    form = forms.RecordingForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.add, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Добавить трансляцию или запись", about=f"{row}. Файл прикладывают как материал.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """It is not shown any more."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Recording.objects.filter(removed_at=None).select_related("event__case"), pk=pk)
    form = forms.RemoveRecordingForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.remove, row), capacity=capacity, back=row.event.get_absolute_url(),
        process=row.event.case.pk, title="Убрать адрес", about=f"{row.event}. {row}: {row.url}",
    )  # fmt: skip
