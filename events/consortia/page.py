"""What the page of a consortium shows: its members, its courses, what is still to be done."""

from typing import Any

from casework import roles
from events.consortia.models import Consortium
from events.kinds.rules import kinds
from events.occasions.models import Event
from programme.access import Visitor, holds, keys_of

MOST = 60


def standing(consortium: Consortium, joined: int) -> str:
    """In words (Russian): it works from the second member on."""
    if consortium.ended_on:
        return "прекращён"
    return "действует" if joined >= Consortium.LEAST else "формируется"


def courses_of(organizations: list[int]) -> list[Event]:
    """Announced courses that a member has agreed to hold, the newest first; each only once."""
    attesting = [kind.code for kind in kinds().values() if kind.attests]
    held = Event.objects.announced().filter(
        partners__organization__in=organizations, partners__agreed_at__isnull=False, partners__left_at=None
    )
    return list(held.filter(kind__in=attesting).distinct().order_by("-starts_at", "-pk")[:MOST])


def context(consortium: Consortium, person: Visitor) -> dict[str, Any]:
    """The whole page."""
    rows = list(consortium.participants.select_related("organization"))
    joined = [row for row in rows if row.agreed_at and not row.left_at]
    leads, own = holds(person, roles.EVENT_ORGANIZER), set(keys_of(person))
    return {
        "consortium": consortium,
        "standing": standing(consortium, len(joined)),
        "participants": joined,
        "former": [row for row in rows if row.agreed_at and row.left_at],
        "asked": [row for row in rows if leads and not row.agreed_at and not row.left_at],
        "own": [row for row in rows if not row.left_at and f"signer:{row.organization_id}" in own],
        "courses": courses_of([row.organization_id for row in rows if row.agreed_at]),
        "leads": leads and not consortium.ended_on,
        "has_ended": bool(consortium.ended_on),
    }
