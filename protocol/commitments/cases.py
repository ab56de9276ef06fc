"""The case of a self-report."""

from django.db import models

from programme.models import RegulatedCase
from protocol.commitments.models import SelfReport


class SelfReportCase(RegulatedCase):
    """Asking for one yearly report."""

    subject_field = "report"
    about = "signatory.organization_id"

    report = models.OneToOneField(SelfReport, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о самоотчёте"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.report.signatory.organization.short_name}: самоотчёт за {self.report.year} год"
