"""What the pages of a registration show of its sections."""

from typing import Any

from events.registrations.models import Registration
from events.registrations.page import may_cancel
from events.sections.actions import is_choosable


def of_ticket(registration: Registration) -> dict[str, Any]:
    """What has been chosen, in the order of the programme; whether one may still choose."""
    rows = registration.choices.live().select_related("session").order_by("session__starts_at", "pk")
    has_any = is_choosable(registration.event) and registration.event.sessions.exists()
    return {"choices": rows, "may_choose": has_any and may_cancel(registration)}
