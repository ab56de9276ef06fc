"""The case of a complaint."""

from django.db import models

from programme.models import RegulatedCase
from protocol.complaints.models import NormComplaint


class ComplaintCase(RegulatedCase):
    """The handling of one complaint."""

    subject_field = "complaint"
    about = "signatory.organization_id"

    complaint = models.OneToOneField(NormComplaint, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело об обращении"

    @property
    def case_title(self) -> str:
        """The title of the case in lists, without the name of the author."""
        return f"{self.complaint}: {self.complaint.signatory.organization.short_name}"
