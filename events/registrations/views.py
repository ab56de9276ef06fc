"""Registering, one's own events, the ticket; for the organiser the list and the mark at the door."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from casework import roles
from casework.acting import act_page, held_capacity, reload_then
from casework.forms import AskForm
from casework.pages import keyset, older_address
from documents import codes
from events.occasions.models import Event
from events.registrations import actions, forms, page
from events.registrations.models import Registration
from events.sections import page as sections
from programme.access import holds

PAGE = 30


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """RG-01, RG-02, RG-03 by anybody who has logged in."""
    event = get_object_or_404(Event.objects.announced().select_related("case"), pk=pk)
    form = forms.RegisterForm(request.POST if request.method == "POST" else None, subject=event, by=request.user)
    free, waits_too = max(actions.free_places(event), 0), actions.is_full(event)
    title = (
        "Подать заявку на отбор" if event.rule.selection else "Встать в лист ожидания" if waits_too else "Записаться"
    )
    waits = "Мест сейчас нет: вы встанете в лист ожидания и получите место сами, если оно освободится."
    about = f"{event}. Организатор увидит ваше имя, другие — нет. " + (
        "Участников отбирает организатор."
        if event.rule.selection
        else waits
        if waits_too
        else f"Свободных мест: {free}."
    )
    return act_page(
        request, form, reload_then(actions.register, event), capacity="лично", back=event.get_absolute_url(),
        process=event.case.pk, title=title, about=about, then=lambda: reverse("own_events"),
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Everything the person has registered for, the newest first."""
    rows = Registration.objects.filter(person=request.user.pk).select_related("event", "certificate")
    shown, older = keyset(rows, request.GET.get("before", ""), PAGE)
    lines = [{"row": row, "may_cancel": page.may_cancel(row), "may_certify": page.may_certify(row)} for row in shown]
    context = {"lines": lines, "older": older_address(request.GET, older)}
    return render(request, "events/registrations/own.html", context)


def _own(request: HttpRequest, pk: int) -> Registration:
    rows = Registration.objects.filter(person=request.user.pk)
    return get_object_or_404(rows.select_related("event__case", "organization", "certificate", "attestation"), pk=pk)


@never_cache
@login_required
@require_safe
def ticket(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own registration; the ticket with its code."""
    row = _own(request, pk)
    return render(request, "events/registrations/ticket.html", {**page.ticket(row), **sections.of_ticket(row)})


Act = tuple[type[AskForm], Callable[..., Any], str, str]
OWN: dict[str, Act] = {
    "cancel": (forms.CancelForm, actions.cancel, "Отменить запись", "Место получит следующий в листе ожидания."),
    "certificate": (forms.CertificateForm, actions.certify, "Получить сертификат участника",
                    "Сертификат с кодом проверки видите вы и организатор."),
}  # fmt: skip


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """What one does with one's own registration; for everybody else there is no such address."""
    return _act(request, _own(request, pk), OWN[verb], capacity="лично")


def _act(request: HttpRequest, row: Registration, what: Act, *, capacity: str, back: str = "") -> HttpResponse:
    form_class, action, title, about = what
    form = form_class(request.POST if request.method == "POST" else None, subject=row, by=request.user)
    return act_page(
        request, form, reload_then(action, row), capacity=capacity, back=back or row.get_absolute_url(),
        process=row.event.case.pk, title=title, about=f"{row.event}. {about}",
    )  # fmt: skip


@never_cache
@login_required
@require_safe
def people(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of an event for its organisers and the auditor: participants are never public."""
    if not holds(request.user, roles.EVENT_ORGANIZER, roles.AUDITOR):
        raise Http404
    event = get_object_or_404(Event.objects.announced(), pk=pk)
    return render(request, "events/registrations/people.html", page.people_of(event))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, code: str) -> HttpResponse:
    """RG-08: where the code of a ticket leads the organiser."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    rows = Registration.objects.select_related("event__case", "person", "organization")
    row = get_object_or_404(rows.exclude(code=""), code=codes.read(code))
    who = f"{row.person}{f', {row.organization.short_name}' if row.organization else ''}"
    about = f"Билет {row.code_written}: {who}. Сейчас: {row.get_status_display().lower()}."
    what = (forms.TicketForm, actions.attend, "Отметить явку по билету", about)
    return _act(request, row, what, capacity=capacity, back=reverse("event_people", args=[row.event_id]))


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """RG-10 by the organiser."""
    capacity = held_capacity(request, roles.EVENT_ORGANIZER)
    row = get_object_or_404(Registration.objects.select_related("event__case", "person"), pk=pk)
    what = (forms.CorrectForm, actions.correct, "Исправить отметку", f"{row.person}: сейчас записано «не был».")
    return _act(request, row, what, capacity=capacity, back=reverse("event_people", args=[row.event_id]))
