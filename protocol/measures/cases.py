"""The case of a measure."""

from django.db import models

from programme.models import RegulatedCase
from protocol.measures.models import Measure


class MeasureCase(RegulatedCase):
    """What the committee does about a signatory, and the way back."""

    subject_field = "measure"
    about = "signatory.organization_id"

    measure = models.OneToOneField(Measure, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о мере"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.measure.signatory.organization.short_name}: участие в Протоколе"
