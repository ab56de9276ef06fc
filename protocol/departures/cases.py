"""The case of a notice of withdrawal."""

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from protocol.departures.models import Departure


class DepartureCase(Case):
    """Waiting for the day on which a withdrawal takes effect."""

    subject_field = "departure"
    about = "signatory.organization_id"

    departure = models.OneToOneField(Departure, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о выходе"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.departure.signatory.organization.short_name}: выход из Протокола"

    def term(self, name: str) -> Term:
        """The notice names the last day itself."""
        return Term(0, hard=True, until=workdays.end_of(self.departure.effective_on), title="выход из Протокола")
