"""Validity in time: what holds from one day to another (both included) unless it was ended before."""

from datetime import date
from typing import Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone


def today() -> date:
    """The date in the city."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def valid_on(day: date, path: str = "") -> Q:
    """The condition of validity on a day, for anything with `valid_from`, `valid_to`, `ended_at`; `path`: where that is ("members__")."""
    begun = Q((f"{path}valid_from__lte", day), (f"{path}ended_at", None))
    return begun & (Q((f"{path}valid_to", None)) | Q((f"{path}valid_to__gte", day)))


class PeriodQuerySet(models.QuerySet):
    """Reading what holds for a period."""

    def in_force(self, day: date | None = None) -> Self:
        """What is valid on a day, today unless said otherwise."""
        return self.filter(valid_on(day or today()))


def period_is_ordered(name: str) -> models.CheckConstraint:
    """A period ends on the day it begins or later."""
    return models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=name)


def no_overlap(name: str, columns: tuple[str, ...], words: str, only: Q | None = None) -> ExclusionConstraint:
    """No two rows with equal columns, neither of them ended, hold on the same day.

    `only` narrows the rows it is about; `words` (Russian) are for the person whose form runs into it.
    """
    days = Func(
        "valid_from", "valid_to", RangeBoundary(True, True), function="daterange", output_field=DateRangeField()
    )
    return ExclusionConstraint(
        name=name,
        expressions=[*((column, RangeOperators.EQUAL) for column in columns), (days, RangeOperators.OVERLAPS)],
        condition=Q(ended_at=None) & only if only else Q(ended_at=None),
        violation_error_message=words,
    )
