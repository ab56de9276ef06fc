"""The case that leads a vote through."""

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from committee.voting.models import Ballot


class BallotCase(Case):
    """The case of one vote: asks every member on the roll, and the presiding person to close it."""

    subject_field = "ballot"

    ballot = models.OneToOneField(Ballot, models.PROTECT, related_name="case", verbose_name="голосование")

    class Meta:
        verbose_name = "проведение голосования"
        verbose_name_plural = "проведение голосований"

    @property
    def case_title(self) -> str:
        """How the inbox names the case."""
        return f"{self.ballot.line.meeting}. Вопрос {self.ballot.line.number}: {self.ballot.resolution_title}"

    def get_absolute_url(self) -> str:
        return self.ballot.line.meeting.get_absolute_url()

    def term(self, name: str) -> Term:
        """Voting has no term of its own: the presiding person closes it."""
        return self.ballot.line.meeting.regulation.term(name)
