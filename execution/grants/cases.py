"""The case of a tranche."""

from django.db import models

from execution.grants.models import Tranche
from programme.models import RegulatedCase


class TrancheCase(RegulatedCase):
    """How one tranche comes and is reported on."""

    subject_field = "tranche"

    tranche = models.OneToOneField(Tranche, models.PROTECT, related_name="case", verbose_name="транш")

    class Meta:
        verbose_name = "транш гранта"
        verbose_name_plural = "транши грантов"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return str(self.tranche)
