"""Pages on which a withdrawal is announced and taken back."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from casework.acting import act_page
from protocol.acting import ASK, capacity_of
from protocol.departures import actions, forms
from protocol.departures.models import Departure
from protocol.signatories.models import Signatory
from protocol.signatories.page import own_signatory, read_again


@never_cache
@login_required
@require_http_methods(ASK)
def depart(request: HttpRequest, pk: int) -> HttpResponse:
    """KS-08: announce a withdrawal."""
    signatory, capacity = own_signatory(request, pk)
    form = forms.DepartForm(request.POST or None, subject=signatory, by=request.user)

    def perform(*, by: Any, **answers: Any) -> None:
        actions.announce_departure(read_again(signatory), by=by, **answers)

    about = (
        f"{signatory.organization.short_name}. Выход вступит в силу сам через 30 календарных дней. До этого дня обязательства "
        "сохраняются, а уведомление можно отозвать."
    )
    return act_page(
        request, form, perform, process=signatory.case.pk, capacity=capacity, back=signatory.get_absolute_url(),
        title="Выйти из Протокола", about=about,
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(ASK)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """The notice of withdrawal is taken back before its day."""
    visible = Signatory.objects.visible_to(request.user)
    departure = get_object_or_404(Departure.objects.select_related("signatory", "case"), pk=pk, signatory__in=visible)
    capacity = capacity_of(request, departure.signatory.signer_key)
    form = forms.TakeBackForm(request.POST if request.method == "POST" else None, subject=departure, by=request.user)

    def perform(*, by: Any) -> None:
        actions.take_back_departure(Departure.objects.get(pk=departure.pk), by=by)

    about = (
        f"Участие {departure.signatory.organization.short_name} в Протоколе продолжится, как будто уведомления не было."
    )
    return act_page(
        request, form, perform, process=departure.case.pk, capacity=capacity,
        back=departure.get_absolute_url(), title="Отозвать уведомление о выходе", about=about,
    )  # fmt: skip
