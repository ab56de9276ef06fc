"""The estimate of an outside show with its totals, for everybody."""

from decimal import Decimal
from typing import Any

from events.occasions.models import Event
from events.outside.actions import is_planned, is_spent


def context(event: Event, is_organizer: bool) -> dict[str, Any]:
    """Nothing for an event that travels nowhere."""
    if not event.rule.travels:
        return {}
    lines = list(event.estimate.all())
    spent = [line.spent for line in lines if line.spent is not None]
    return {
        "estimate": lines,
        "planned_sum": sum((line.planned for line in lines), Decimal(0)),
        "spent_sum": sum(spent, Decimal(0)) if spent else None,
        "carriages": list(event.carriages.standing()),
        "may_estimate": is_organizer and (is_planned(event) or is_spent(event)),
        "may_carry": is_organizer and not event.is_final,
    }
