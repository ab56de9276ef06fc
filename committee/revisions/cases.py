"""The case of a revision."""

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from committee.revisions.models import Revision


class RevisionCase(Case):
    """From the question to what became of the earlier decision."""

    subject_field = "revision"

    revision = models.OneToOneField(Revision, models.PROTECT, related_name="case", verbose_name="пересмотр")

    class Meta:
        verbose_name = "дело о пересмотре решения"
        verbose_name_plural = "дела о пересмотре решений"

    @property
    def case_title(self) -> str:
        """How the inbox names the case."""
        return self.revision.item.title

    def term(self, name: str) -> Term:
        """A term of the regulation under which the decision was taken."""
        return self.revision.decision.line.meeting.regulation.term(name)
