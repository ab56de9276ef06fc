"""Naming what an event is about, by the organiser."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.mentions import actions, forms
from events.occasions.models import Event


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody else there is no such address."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Event.objects.select_related("case"), pk=pk)
    form = forms.MentionForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.name, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Назвать, о чём мероприятие", about=f"{row}.",
    )  # fmt: skip
