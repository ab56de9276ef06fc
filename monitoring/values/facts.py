"""Who may enter values, and which are awaited."""

from casework import roles
from monitoring.indicators.models import Indicator
from programme.access import Visitor, holds

ENTRY = "indicator.entry"  # the term of the regulation


def may_enter(indicator: Indicator, person: Visitor) -> bool:
    """An analyst, or somebody of the organisation that answers for the figures; nobody where they are computed."""
    if indicator.is_computed or indicator.closed_at:
        return False
    keys = [roles.ANALYST, *([f"member:{indicator.responsible_id}"] if indicator.responsible_id else [])]
    return holds(person, *keys)
