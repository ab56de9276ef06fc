"""Asking an organisation, and its answer."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.occasions.models import Event
from events.partners import actions, forms
from events.partners.models import Partner
from programme.access import keys_of


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """By the organiser."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Event.objects.select_related("case"), pk=pk)
    form = forms.AskPartnerForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.ask, row), capacity=capacity, back=row.get_absolute_url(), process=row.case.pk,
        title="Позвать соорганизатора", about=f"{row}. Отвечает тот, кто подписывает за организацию.",
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever signs for the organisation; for everybody else there is no such address."""
    row = get_object_or_404(Partner.objects.select_related("event__case", "organization"), pk=pk)
    if f"signer:{row.organization_id}" not in keys_of(request.user):
        raise Http404
    form = forms.AnswerPartnerForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    about = f"{row.event}. {row.event.about} Вас просят: {row.part}"
    if row.agreed_at:
        about = f"{row.event}. Вы согласились; отказаться можно, пока мероприятие не началось."
    back = row.event.get_absolute_url() if row.event.announced_at else reverse("events")
    return act_page(
        request, form, reload_then(actions.answer, row), capacity="подписант организации", back=back,
        process=row.event.case.pk, title="Провести мероприятие вместе", about=about,
    )  # fmt: skip
