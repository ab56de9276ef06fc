"""What the actions share: holding a row, finding what overlaps, ending what holds for a period."""

from datetime import date
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from casework.door import Refused
from programme.people.models import Person

Row = TypeVar("Row", bound=models.Model)


def locked(model: type[Row], pk: int, forget: Person | None = None) -> Row:
    """The row as it is now, held until the end of the transaction."""
    if forget is not None:
        forget.forget_capacities()
    return model._default_manager.select_for_update(of=("self",), no_key=True).get(pk=pk)


def overlapping(rows: Any, start: date, end: date | None) -> list[Any]:
    """Rows not ended that hold on some day of the period."""
    open_rows = rows.filter(ended_at=None).exclude(valid_to__lt=start)
    return list(open_rows.filter(valid_from__lte=end) if end else open_rows)


def end(row: Any, *, by: Person | None, ground: str) -> None:
    """Note the end of an appointment or membership; ending it twice is refused."""
    if locked(type(row), row.pk, forget=row.person).ended_at:
        raise Refused("Уже прекращено.")
    row.ended_at, row.ended_by, row.end_ground = timezone.now(), by, ground
    row.save(update_fields=["ended_at", "ended_by", "end_ground"])
