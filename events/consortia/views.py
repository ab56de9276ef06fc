"""The page of a consortium, and what its organiser and its members do."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from events.consortia import actions, forms, page
from events.consortia.models import Consortium, Participant
from programme.access import holds, keys_of

ACTS: dict[str, tuple[Any, Any, str, str]] = {
    "invite": (forms.AskParticipantForm, actions.ask, "Позвать в консорциум", "Отвечает тот, кто подписывает за организацию."),
    "end": (forms.EndForm, actions.end, "Прекратить консорциум", "Объявленные курсы пройдут; участники узнают об этом."),
}  # fmt: skip


@never_cache
@require_safe
def consortium(request: HttpRequest, pk: int) -> HttpResponse:
    """For everybody."""
    row = get_object_or_404(Consortium, pk=pk)
    return render(request, "events/consortia/consortium.html", page.context(row, request.user))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """By the organiser."""
    if not holds(request.user, roles.EVENT_ORGANIZER):
        raise PermissionDenied
    form, made = forms.FoundForm(request.POST or None, by=request.user), list[Consortium]()
    return act_page(
        request, form, lambda **answers: made.append(actions.establish(**answers)), capacity="организатор мероприятий", back=reverse("events"),
        title="Внести консорциум", about="Организации, которые ведут курсы вместе по одному соглашению.",
        then=lambda: made[0].get_absolute_url() if made else reverse("events"),
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What the organiser does; for everybody else there is no such address."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Consortium.objects.filter(ended_on=None), pk=pk)
    form_class, action, title, about = ACTS[verb]
    form = form_class(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=row.get_absolute_url(), title=title, about=f"{row}. {about}"
    )  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """By whoever signs for the organisation; for everybody else there is no such address."""
    row = get_object_or_404(Participant.objects.select_related("consortium", "organization"), pk=pk)
    if f"signer:{row.organization_id}" not in keys_of(request.user):
        raise Http404
    form = forms.AnswerParticipantForm(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    about = f"{row.consortium}, {row.consortium.agreement}. {row.consortium.about} Вас просят: {row.part}"
    return act_page(
        request, form, reload_then(actions.answer, row), capacity="подписант организации",
        back=row.consortium.get_absolute_url(), title="Участие в консорциуме", about=about,
    )  # fmt: skip
