"""The case of a renewal."""

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from quality_mark.renewals.models import Renewal


class RenewalCase(Case):
    """A renewal from the opening of its window to the committee's decision; the Mark's own regulation."""

    subject_field = "renewal"
    about = "mark.organization_id"

    renewal = models.OneToOneField(Renewal, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о продлении Знака"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.renewal}: «{self.renewal.mark.entry.title}»"

    def term(self, name: str) -> Term:
        """The window closes some days before the Mark's end; the whole term runs from the day of the application."""
        term = self.renewal.mark.case.term(name)
        if name == "mark.renewal_window":
            last = workdays.back(self.renewal.former_end, term.days)
            return Term(0, hard=True, until=workdays.end_of(last), title=term.title)
        if name == "mark.renewal" and self.renewal.decide_by:
            return Term(0, until=workdays.end_of(self.renewal.decide_by), title=term.title)
        return term
