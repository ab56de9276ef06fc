"""How undertakings are found, and by whom."""

from datetime import date
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

from casework import roles, workdays
from programme.access import Visitor, keys_of

if TYPE_CHECKING:
    from execution.undertakings.models import Undertaking  # noqa: F401 - named in a string below


class UndertakingQuerySet(models.QuerySet["Undertaking"]):
    """Reading undertakings."""

    def visible_to(self, person: Visitor) -> Self:
        """Public ones to everybody; the rest to their readers, the responsible, the controller and the auditor.

        Whoever was recused from the question reads it as outsiders do, also by virtue of an office.
        """
        keys = keys_of(person)
        if not keys:
            return self.filter(is_public=True)
        return self.filter(Q(is_public=True) | self._inside(keys))

    def open_to(self, person: Visitor) -> Self:
        """Of which they read what is not public: reports nobody has accepted yet, who answers by name."""
        keys = keys_of(person)
        return self.filter(self._inside(keys)) if keys else self.none()

    def _inside(self, keys: list[str]) -> Q:
        own = Q(responsible__in=keys)
        office = Q(readers__overlap=keys) | Q(controller__in=keys)
        if roles.AUDITOR in keys:
            office = Q()
        return own | (office & ~Q(closed_to__overlap=keys))

    def overdue(self, today: date | None = None) -> Self:
        """The day has passed, and neither the end nor a report is there. A pause moves the day itself."""
        waiting = [*self.model.FINAL, self.model.Status.REPORTED, self.model.Status.SUSPENDED]
        return self.filter(due_on__lt=today or workdays.local_date()).exclude(status__in=waiting)
