"""Counters of the registers: the row whoever takes a number locks."""

import pgtrigger
from django.db import models

from casework.guard import no_truncate


class Counter(models.Model):
    """The last number taken in a register, a year and a scope: the row every taker locks."""

    pk = models.CompositePrimaryKey("register", "year", "scope")
    register = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    scope = models.CharField(max_length=40)
    last = models.PositiveIntegerField()

    class Meta:
        triggers = [
            pgtrigger.Protect(name="counter_is_never_erased", operation=pgtrigger.Delete),
            no_truncate("counter_is_never_emptied"),
            pgtrigger.Protect(
                name="counter_grows_by_one",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition("NEW.last <> OLD.last + 1"),
            ),
            pgtrigger.Protect(
                name="counter_begins_at_one", operation=pgtrigger.Insert, condition=pgtrigger.Q(new__last__gt=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.year} {self.scope}: {self.last}"
