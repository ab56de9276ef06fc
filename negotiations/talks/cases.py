"""The cases of a negotiation and of its suspension."""

from collections.abc import Collection

from django.db import models

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from negotiations.talks.models import Negotiation
from negotiations.talks.suspensions import Suspension
from programme.models import RegulatedCase

TOTAL = "negotiation.total"  # the term in which a negotiation must end


class NegotiationCase(RegulatedCase):
    """How one negotiation case is led, by the regulation in force when it was opened."""

    subject_field = "negotiation"

    negotiation = models.OneToOneField(Negotiation, models.PROTECT, related_name="process")

    class Meta:
        verbose_name = "ход переговоров"

    def interested_organizations(self) -> Collection[int]:
        """The applicant and whoever sits at the table."""
        parties = self.negotiation.parties.exclude(status="declined").values_list("organization", flat=True)
        return {self.negotiation.proposal.organization_id, *parties}

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return f"Переговоры № {self.negotiation.number} «{self.negotiation.proposal.title}»"

    def term(self, name: str) -> Term:
        """The length of a deadline; the whole term ends on a date of its own, which an extension moves."""
        if name == TOTAL:
            return Term(0, hard=True, until=workdays.end_of(self.negotiation.ends_on))
        return self.regulation.term(name)


class SuspensionCase(Case):
    """A stop of negotiations: it waits for the moderator to go on, and ends by itself."""

    subject_field = "suspension"

    suspension = models.OneToOneField(Suspension, models.PROTECT, related_name="process")

    class Meta:
        verbose_name = "приостановка переговоров"

    @property
    def case_title(self) -> str:
        """How the case is called in lists."""
        return self.suspension.case.process.case_title

    def term(self, name: str) -> Term:
        """It ends on the day that was set."""
        return Term(0, hard=True, until=workdays.end_of(self.suspension.until))
