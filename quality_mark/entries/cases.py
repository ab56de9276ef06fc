"""The case of an entry."""

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from quality_mark.entries import late_papers
from quality_mark.entries.models import ContestApplication


class EntryCase(Case):
    """The handling of one entry; the contest's regulation is its own."""

    subject_field = "entry"

    entry = models.OneToOneField(ContestApplication, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о конкурсной заявке"

    @property
    def case_title(self) -> str:
        """The title of the case in lists; nothing of the application, which is sealed until the window closes."""
        entry = self.entry
        return f"Заявка № {entry.number} на конкурс" if entry.number else f"Заявка на конкурс ({entry.contest.title})"

    def term(self, name: str) -> Term:
        """The contest's own terms; what came on paper before the window closed is typed a little longer."""
        if name == "contest.window" and self.entry.received_on is not None:
            return Term(0, hard=True, until=workdays.end_of(late_papers.last_day(self.entry.contest)))
        return self.entry.contest.case.term(name)
