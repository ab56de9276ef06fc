"""The case of an offer: whoever is to answer the last terms is asked, until the contribution is settled."""

from django.db import models

from negotiations.contributions.models import Contribution
from programme.models import RegulatedCase, Regulation


class OfferCase(RegulatedCase):
    """The answer to the terms of one contribution."""

    subject_field = "contribution"

    contribution = models.OneToOneField(Contribution, models.PROTECT, related_name="offer_case")

    class Meta:
        verbose_name = "согласование вклада"
        verbose_name_plural = "согласование вкладов"

    @classmethod
    def regulation_of(cls, subject: Contribution) -> Regulation:
        """That of the negotiations."""
        return subject.case.process.regulation

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"{self.contribution} (дело № {self.contribution.case.number})"
