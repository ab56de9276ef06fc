"""Rooms of the city for everybody; taking, asking, cancelling; the office says what rooms there are."""

from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casework import door
from casework.acting import act_page, held_capacity, reload_then
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from events.rooms import actions, forms, page
from events.rooms.models import Booking, Venue
from programme.access import holds, keys_of
from programme.pages import asking, posted, showing


@never_cache
@require_safe
def venues(request: HttpRequest) -> HttpResponse:
    """Every room that is given."""
    context = {"venues": Venue.objects.filter(is_closed=False), "may_manage": holds(request.user, page.KEEPER)}
    return render(request, "events/rooms/venues.html", context)


@never_cache
@require_safe
def venue(request: HttpRequest, pk: int) -> HttpResponse:
    """A room and when it is taken."""
    return render(request, "events/rooms/venue.html", page.venue(get_object_or_404(Venue, pk=pk), request.user))


@asking
def new(request: HttpRequest) -> HttpResponse:
    """A room that is not there yet."""
    return _save(request, None, "Новое помещение")


@asking
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change a room, or give it up."""
    row = get_object_or_404(Venue, pk=pk)
    return _save(request, row, row.title)


def _save(request: HttpRequest, row: Venue | None, title: str) -> HttpResponse:
    capacity = door.capacity_in(request.user, page.KEEPER)
    if not capacity:
        raise PermissionDenied
    form = forms.VenueForm(posted(request), subject=row, by=request.user, initial=forms.VenueForm.initial_for(row))
    made: list[Any] = []
    return act_page(
        request, form, lambda **facts: made.append(actions.save_venue(row, **facts)), capacity=capacity, title=title,
        back=row.get_absolute_url() if row else reverse("venues"), edits=row,
        then=lambda: made[0].get_absolute_url() if made else reverse("venues"),
    )  # fmt: skip


@asking
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """BK-01."""
    capacity = held_capacity(request, *page.TAKERS)
    row = get_object_or_404(Venue.objects.filter(is_closed=False), pk=pk)
    form = forms.TakeForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, partial(actions.take, row), capacity=capacity, back=row.get_absolute_url(), title="Занять помещение",
        about=f"{row}. Раунды и мероприятия занимают помещение сами, когда их назначают.",
    )  # fmt: skip


@asking
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """BK-02 by whoever signs for an organisation."""
    if not any(key.startswith("signer:") for key in keys_of(request.user)):
        raise Http404
    row = get_object_or_404(Venue.objects.filter(is_closed=False), pk=pk)
    form = forms.WantForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, partial(actions.ask, row), capacity="подписант организации", back=row.get_absolute_url(),
        title="Попросить помещение", about=f"{row}. Открыто с {row.opens_at:%H:%M} до {row.closes_at:%H:%M}.",
        then=lambda: Booking.objects.filter(booked_by=request.user.pk).latest("pk").get_absolute_url(),
    )  # fmt: skip


def _visible(request: HttpRequest, pk: int) -> Booking:
    rows = Booking.objects.visible_to(request.user).select_related("venue", "organization", "booked_by")
    return get_object_or_404(rows, pk=pk)


@showing
def booking(request: HttpRequest, pk: int) -> HttpResponse:
    """One's own booking, or any for the offices that keep rooms."""
    row = _visible(request, pk)
    waitings = list(Waiting.objects.open().filter(process__bookingcase__booking=row).order_by("pk"))
    context = {
        "booking": row,
        "may_cancel": page.may_cancel(row, request.user),
        "timeline": timeline(history(row)),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, set(keys_of(request.user))),
    }
    return render(request, "events/rooms/booking.html", context)


@asking
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """BK-05."""
    row = _visible(request, pk)
    if not page.may_cancel(row, request.user):
        raise Http404
    case = getattr(row, "case", None)
    form = forms.CancelForm(posted(request), subject=row, by=request.user)
    return act_page(
        request, form, reload_then(actions.cancel, row), capacity="кто занял помещение", back=row.get_absolute_url(),
        title="Отменить бронь", about=str(row), process=case.pk if case else None,
    )  # fmt: skip
