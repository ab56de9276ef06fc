"""The case of the citizens' vote."""

from django.db import models

from casework.cases import Case
from casework.workdays import Term
from quality_mark.voting.models import Voting


class VotingCase(Case):
    """The vote as a case: it closes by itself, then the secretary looks at what is strange."""

    subject_field = "voting"

    voting = models.OneToOneField(Voting, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о голосовании горожан"

    def term(self, name: str) -> Term:
        """The contest's own terms; the window ends at its moment."""
        if name == "contest.voting":
            return Term(0, hard=True, until=self.voting.closes_at)
        return self.voting.contest.regulation.term(name)
