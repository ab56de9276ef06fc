"""The handling of one proposal, and of the negotiations about it, as cases."""

from typing import Self

from django.db import models
from viewflow.workflow.models import Process

from casework import workdays
from casework.workdays import Term
from negotiations.models.negotiation_cases import NegotiationCase
from negotiations.models.positions import Suspension
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


class NegotiationProcess(Process):
    """How one negotiation case is led, by the regulation in force when it was opened."""

    negotiation = models.OneToOneField(NegotiationCase, models.PROTECT, related_name="process")
    regulation = models.ForeignKey(Regulation, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "ход переговоров"

    @classmethod
    def for_subject(cls, negotiation: NegotiationCase) -> Self:
        """A new case (unsaved), with the regulation in force pinned."""
        return cls(negotiation=negotiation, regulation=Regulation.in_force())

    @property
    def subject(self) -> NegotiationCase:
        """What the case is about."""
        return self.negotiation

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"Переговоры № {self.negotiation.number} «{self.negotiation.proposal.title}»"

    def get_absolute_url(self) -> str:
        return self.negotiation.get_absolute_url()

    def term(self, name: str) -> Term:
        """The length of a deadline; the whole term ends on a date of its own, which an extension moves."""
        if name == "negotiation.total":
            return Term(0, hard=True, until=workdays.end_of(self.negotiation.ends_on))
        return self.regulation.term(name)


class SuspensionProcess(Process):
    """A stop of negotiations: it waits for the moderator to go on, and ends by itself."""

    suspension = models.OneToOneField(Suspension, models.PROTECT, related_name="process")

    class Meta:
        verbose_name = "приостановка переговоров"

    @classmethod
    def for_subject(cls, suspension: Suspension) -> Self:
        """A new case (unsaved)."""
        return cls(suspension=suspension)

    @property
    def subject(self) -> Suspension:
        """What the case is about."""
        return self.suspension

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return self.suspension.case.process.case_title

    def get_absolute_url(self) -> str:
        return self.suspension.get_absolute_url()

    def term(self, name: str) -> Term:
        """It ends on the day that was set."""
        return Term(0, hard=True, until=workdays.end_of(self.suspension.until))
