"""The case of a contest and the case of its cancellation."""

from dataclasses import replace
from datetime import datetime, time

from django.db import models
from django.utils import timezone

from casework import workdays
from casework.cases import Case
from casework.workdays import Term
from programme.models import RegulatedCase
from quality_mark.contests.models import Cancellation, Contest


class ContestCase(RegulatedCase):
    """A contest from its plan to the certificates."""

    subject_field = "contest"

    contest = models.OneToOneField(Contest, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о конкурсе"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return self.contest.title

    def term(self, name: str) -> Term:
        """The length of a deadline; the window opens and closes on dates of its own."""
        if name == "contest.opening":
            opening = datetime.combine(self.contest.opens_on, time(0), tzinfo=timezone.get_default_timezone())
            return Term(0, hard=True, until=opening)
        if name == "contest.window":
            return Term(0, hard=True, until=workdays.end_of(self.contest.closes_on))
        term = self.regulation.term(name)
        if name == "contest.appeals":  # whoever appeals on the last day is heard of when the appeal has been admitted
            known = sum(self.regulation.term(f"appeal.{step}").days for step in ("registration", "admission"))
            return replace(term, days=term.days + known)
        return term


class CancellationCase(Case):
    """The question whether to cancel a contest, on its way through the committee."""

    subject_field = "cancellation"

    cancellation = models.OneToOneField(Cancellation, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело об отмене конкурса"

    def term(self, name: str) -> Term:
        """The contest's own terms."""
        return self.cancellation.contest.case.term(name)
