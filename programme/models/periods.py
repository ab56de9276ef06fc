"""Validity in time: what holds from one day to another (both included) unless it was ended before."""

from datetime import date
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


def today() -> date:
    """The date in the city."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def valid_on(day: date) -> Q:
    """The condition of validity on a day, for anything with `valid_from`, `valid_to`, `ended_at`."""
    return Q(valid_from__lte=day, ended_at=None) & (Q(valid_to=None) | Q(valid_to__gte=day))


class PeriodQuerySet(models.QuerySet):
    """Reading what holds for a period."""

    def in_force(self, day: date | None = None) -> Self:
        """What is valid on a day, today unless said otherwise."""
        return self.filter(valid_on(day or today()))


def period_is_ordered(name: str) -> models.CheckConstraint:
    """A period ends on the day it begins or later."""
    return models.CheckConstraint(condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=name)


def no_overlap(name: str, table: str, columns: tuple[str, ...]) -> pgtrigger.Trigger:
    """No two rows with equal columns hold at once (a trigger: our embedded PostgreSQL has no btree_gist)."""
    same = " AND ".join(f"other.{column} = NEW.{column}" for column in columns)
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert,
        func=f"""
            PERFORM 1 FROM programme_person WHERE id = NEW.person_id FOR NO KEY UPDATE;
            IF EXISTS (SELECT 1 FROM {table} other WHERE {same} AND other.ended_at IS NULL
                       AND daterange(other.valid_from, other.valid_to, '[]')
                           && daterange(NEW.valid_from, NEW.valid_to, '[]')) THEN
                RAISE EXCEPTION 'overlapping period in {table}' USING ERRCODE = 'exclusion_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - written from our own names
    )
