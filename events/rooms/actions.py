"""Taking a room, asking for one, answering, giving it back (BK-01…BK-06).

Whoever takes one holds its lock: of two at the same moment the second waits and sees the first.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from casework import door, roles
from casework.door import Refused
from casework.notify import notify
from events.rooms.models import Booking, Venue
from journal.record import key, move, record
from programme.models import Organization, Person
from programme.rows import locked

Status = Booking.Status
AT_ONCE = 1000  # bookings that one run of the hourly task looks at
SILENCE = "Ответа за отведённые дни не было: бронь подтверждена."


def save_venue(venue: Venue | None, *, by: Person, **facts: Any) -> Venue:
    """Say that there is a room, or change what is said of it; one that is taken ahead is not closed."""
    if venue and facts.get("is_closed") and venue.bookings.ahead().exists():
        raise Refused("Это помещение занято на дни вперёд. Сначала отмените или перенесите брони.")
    is_new = venue is None
    row = venue or Venue()
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    title = "Добавлено помещение" if is_new else "Изменено помещение"
    record(
        row, "save_venue", f"{title} «{row.title}»", by=by, payload={name: str(value) for name, value in facts.items()}
    )
    return row


def take(
    venue: Venue, *, by: Person | None, starts_at: datetime, ends_at: datetime, purpose: str, subject: Any = None, url: str = "",
    is_public: bool = False,
) -> Booking:  # fmt: skip
    """BK-01: an office takes a free room at once; `subject`: a round or an event it is for. Raises Refused."""
    booking = _book(
        venue, starts_at, ends_at, purpose=purpose, url=url, is_public=is_public, subject=key(subject) if subject else "", booked_by=by
    )  # fmt: skip
    move(booking.confirm, f"Занято помещение: {booking}", by=by, at=timezone.now())
    return booking


def ask(
    venue: Venue, *, by: Person, organization: Organization, starts_at: datetime, ends_at: datetime, purpose: str
) -> Booking:
    """BK-02: an organisation asks for a free room within its hours; the room is kept for it until the answer. Raises Refused."""
    if not venue.is_open(starts_at, ends_at):
        raise Refused(
            f"Помещение открыто с {venue.opens_at:%H:%M} до {venue.closes_at:%H:%M}: начало и конец должны быть в эти часы одного дня."
        )
    booking = _book(venue, starts_at, ends_at, purpose=purpose, organization=organization, booked_by=by)
    record(booking, "ask", f"Просят помещение: {booking}", by=by, after=booking.status)
    door.open_case(booking, by)
    return booking


def _book(venue: Venue, starts_at: datetime, ends_at: datetime, **facts: Any) -> Booking:
    venue = locked(Venue, venue.pk)
    if venue.is_closed:
        raise Refused(f"{venue.title}: это помещение больше не предоставляется.")
    if starts_at <= timezone.now():
        raise Refused("Это время уже прошло: укажите будущее.")
    if Booking.objects.over(venue, starts_at, ends_at).exists():
        raise Refused(f"{venue.title}: это время уже занято. Выберите другое время или помещение.")
    return Booking.objects.create(venue=venue, starts_at=starts_at, ends_at=ends_at, **facts)


def answer(
    booking: Booking, *, by: Person, outcome: str, reason: str = "", offered: list[dict[str, str]] | None = None
) -> None:
    """BK-03, BK-04: agreed, or refused with two other times when the room is free."""
    if outcome == "confirm":
        _confirm(booking, by)
        return
    move(
        booking.refuse, f"В помещении отказано: {booking}", by=by, ground=reason, at=timezone.now(), reason=reason, offered=offered or []
    )  # fmt: skip
    times = "; ".join(row["words"] for row in booking.offered)
    _tell(booking, "В помещении отказано", f"{booking}. {reason} Свободно: {times}.")


def keep_silent(booking: Booking) -> None:
    """BK-03: nobody has answered in time."""
    _confirm(booking, None, SILENCE)


def _confirm(booking: Booking, by: Person | None, ground: str = "") -> None:
    move(booking.confirm, f"Помещение подтверждено: {booking}", by=by, ground=ground, at=timezone.now())
    _tell(booking, "Помещение подтверждено", f"{booking}. {ground}".strip())


def cancel(booking: Booking, *, by: Person | None, reason: str) -> None:
    """BK-05: the room is free again."""
    if not booking.can_be_cancelled:
        raise Refused("Отменить можно бронь, время которой ещё не наступило.")
    _cancel(booking, by, reason)
    text = f"{booking}. {reason}"
    if booking.organization_id or by is None or by.pk != booking.booked_by_id:
        _tell(booking, "Бронь помещения отменена", text)
    if booking.organization_id:
        event = f"booking:{booking.pk}:cancelled"
        notify(roles.PLATFORM_SECRETARY, event, "Бронь помещения отменена", text, booking.get_absolute_url())


def _cancel(booking: Booking, by: Person | None, reason: str) -> None:
    move(booking.cancel, f"Бронь отменена: {booking}", by=by, ground=reason, at=timezone.now(), reason=reason)
    door.notify_waiters(booking)


def give_back(subject: Any, *, by: Person | None, reason: str) -> None:
    """BK-05: what the room was for is called off or moved; without a room nothing happens."""
    for booking in Booking.objects.live().select_for_update(of=("self",), no_key=True).filter(subject=key(subject)):
        _cancel(booking, by, reason)


def close_past() -> int:
    """BK-06: what was confirmed and is over has taken place."""
    over = Booking.objects.filter(status=Status.CONFIRMED, ends_at__lte=timezone.now())
    rows = list(over.select_for_update(skip_locked=True, of=("self",), no_key=True)[:AT_ONCE])
    for booking in rows:
        move(booking.use, f"Время брони прошло: {booking}")
    return len(rows)


def _tell(booking: Booking, title: str, text: str) -> None:
    key_of = f"member:{booking.organization_id}" if booking.organization_id else f"person:{booking.booked_by_id}"
    notify(key_of, f"booking:{booking.pk}:{booking.status}", title, text, booking.get_absolute_url())
