"""New indicators and their end, by an analyst on an act of the city. What an indicator says is never changed."""

from typing import Any

from django.utils import timezone

from casework.door import Refused
from journal.record import record
from monitoring.indicators.models import Indicator
from programme.models import Organization, Person


def define(
    *, by: Person, code: str, ground: str, parts: list[dict[str, Any]], responsible: Organization | None = None, **facts: Any
) -> Indicator:  # fmt: skip
    """An indicator that has not been there; `parts` make it an index, which is counted and entered by nobody."""
    if Indicator.objects.filter(code=code).exists():
        raise Refused(f"Код {code} уже занят: придумайте другой.")
    made = Indicator.objects.create(
        code=code, ground=ground, parts=parts, is_computed=bool(parts), responsible=None if parts else responsible, adopted_by=by, **facts
    )  # fmt: skip
    record(made, "define", f"Заведён показатель {code} «{made}»", by=by, ground=ground)
    return made


def close(indicator: Indicator, *, by: Person, ground: str) -> None:
    """No new values; the series stays, and values that are being checked go their way."""
    if indicator.closed_at:
        raise Refused("Показатель уже закрыт.")
    if indicator.query:
        raise Refused("Этот показатель считается системой по программе: закрыть его нельзя.")
    indicator.closed_at, indicator.closing_ground = timezone.now(), ground
    indicator.save()
    record(indicator, "close", f"Закрыт показатель {indicator.code}", by=by, ground=ground)
