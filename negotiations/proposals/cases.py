"""The case of a proposal."""

from dataclasses import replace

from django.db import models

from casework import workdays
from casework.workdays import Term
from negotiations.proposals.models import Proposal
from programme.models import RegulatedCase


class ProposalCase(RegulatedCase):
    """The handling of one proposal, by the regulation in force when it began."""

    subject_field = "proposal"

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о предложении"

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return (
            f"№ {self.proposal.number} «{self.proposal.title}»" if self.proposal.number else f"«{self.proposal.title}»"
        )

    def term(self, name: str) -> Term:
        """The length of a deadline; the window of intake and a deferral end on a date of their own."""
        if self.proposal.received_on and name in ("proposal.intake", "proposal.formal_check"):
            return self._term_of_paper(name)
        if name == "proposal.intake":
            return Term(0, hard=True, until=workdays.end_of(self.proposal.platform.accepts_until))
        if name == "proposal.deferral" and self.proposal.deferred_until:
            return Term(0, until=workdays.end_of(self.proposal.deferred_until))
        return self.regulation.term(name)

    def _term_of_paper(self, name: str) -> Term:
        """What came on paper in time is in time however long the office types; the check runs from the day of receipt."""
        if name == "proposal.intake":
            return self.regulation.term("proposal.paper")
        term, received_on = self.regulation.term(name), self.proposal.received_on
        if self.proposal.returns or received_on is None:
            return term
        return replace(term, until=workdays.end_of(workdays.add(received_on, term.days)))
