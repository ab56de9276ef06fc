"""The case that leads a decision through."""

from collections.abc import Collection

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from committee.decisions.models import Decision


class DecisionCase(Case):
    """The case that puts a decision on paper, into force and before the public."""

    subject_field = "decision"

    decision = models.OneToOneField(Decision, models.PROTECT, related_name="case", verbose_name="решение")

    class Meta:
        verbose_name = "оформление решения"
        verbose_name_plural = "оформление решений"

    def interested_organizations(self) -> Collection[int]:
        """Whoever is interested in the question."""
        return list(self.decision.item.conflicted_organizations.values_list("pk", flat=True))

    @property
    def case_title(self) -> str:
        """How the inbox names the case."""
        return f"Решение: {self.decision.item.outcome_title}"

    def term(self, name: str) -> Term:
        """A term of the regulation the sitting has pinned."""
        return self.decision.line.meeting.regulation.term(name)
