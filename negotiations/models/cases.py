"""The handling of one proposal as a case."""

from typing import Self

from django.db import models
from viewflow.workflow.models import Process

from casework import workdays
from casework.workdays import Term
from negotiations.models.proposals import Proposal
from programme.models import Regulation


class ProposalCase(Process):
    """The handling of one proposal, by the regulation in force when it began."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="case")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "дело о предложении"

    @classmethod
    def for_subject(cls, proposal: Proposal) -> Self:
        """A new case (unsaved), with the regulation in force pinned."""
        return cls(proposal=proposal, regulation=Regulation.in_force())

    @property
    def subject(self) -> Proposal:
        """What the case is about."""
        return self.proposal

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return (
            f"№ {self.proposal.number} «{self.proposal.title}»" if self.proposal.number else f"«{self.proposal.title}»"
        )

    def get_absolute_url(self) -> str:
        return self.proposal.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline; the window of intake and a deferral end on a date of their own."""
        if name == "proposal.intake":
            return Term(0, hard=True, until=workdays.end_of(self.proposal.platform.accepts_until))
        if name == "proposal.deferral" and self.proposal.deferred_until:
            return Term(0, until=workdays.end_of(self.proposal.deferred_until))
        return self.regulation.term(name)
