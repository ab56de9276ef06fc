"""The case of an undertaking."""

from django.db import models

from casework import workdays
from casework.workdays import Term
from execution.undertakings.models import Undertaking
from programme.models import RegulatedCase


class UndertakingCase(RegulatedCase):
    """How one undertaking is carried out."""

    subject_field = "undertaking"

    undertaking = models.OneToOneField(Undertaking, models.PROTECT, related_name="case", verbose_name="поручение")

    class Meta:
        verbose_name = "исполнение поручения"
        verbose_name_plural = "исполнение поручений"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.undertaking.get_kind_display()}: {self.undertaking}"

    def term(self, name: str) -> Term:
        """A report is due some days after the end of its period; a pause lasts from its first day."""
        term = self.regulation.term(name)
        row = Undertaking.objects.get(pk=self.undertaking_id)
        if name == "undertaking.report" and (day := row.current_period.ends_on):
            return Term(0, title=term.title, until=workdays.end_of(workdays.add(day, term.days)))
        return term
