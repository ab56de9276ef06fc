"""What the pages of rooms show, and to whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from casework import roles
from events.rooms.models import Booking, Venue
from programme.access import Visitor, holds, keys_of

TAKERS = (roles.PLATFORM_SECRETARY, roles.MODERATOR, roles.EVENT_ORGANIZER)  # BK-01
KEEPER = roles.PLATFORM_SECRETARY
SHOWN = 100


@dataclass(frozen=True)
class Line:
    """A booking as the reader may see it; without words the room is just taken."""

    booking: Booking
    words: str
    url: str
    is_known: bool


def lines(rows: Iterable[Booking], person: Visitor) -> list[Line]:
    """What each is for is told of public ones, and to those who may know."""
    shown = list(rows)
    known = set(
        Booking.objects.visible_to(person).filter(pk__in=[row.pk for row in shown]).values_list("pk", flat=True)
    )
    return [_line(row, row.pk in known) for row in shown]


def _line(row: Booking, is_known: bool) -> Line:
    is_told = is_known or row.is_public
    return Line(row, row.purpose if is_told else "", row.url if is_told else "", is_known)


def venue(row: Venue, person: Visitor) -> dict[str, Any]:
    """A room with its days ahead."""
    ahead = row.bookings.ahead().select_related("organization")[:SHOWN]
    return {
        "venue": row,
        "lines": lines(ahead, person),
        "may_take": holds(person, *TAKERS) and not row.is_closed,
        "may_ask": any(key.startswith("signer:") for key in keys_of(person)) and not row.is_closed,
        "may_manage": holds(person, KEEPER),
    }


def may_cancel(booking: Booking, person: Visitor) -> bool:
    """Whoever has booked, those who sign for the organisation, the office that keeps the rooms (BK-05).

    What belongs to a round or an event is given back by calling that off.
    """
    if not booking.can_be_cancelled or booking.subject:
        return False
    is_own = booking.booked_by_id == person.pk or f"signer:{booking.organization_id}" in keys_of(person)
    return is_own or holds(person, KEEPER)
