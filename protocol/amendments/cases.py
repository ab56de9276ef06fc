"""The case of an amendment."""

from django.db import models

from programme.models import RegulatedCase, Regulation
from protocol.amendments.models import Amendment


class AmendmentCase(RegulatedCase):
    """The handling of an amendment; its terms are those of the edition."""

    subject_field = "amendment"

    amendment = models.OneToOneField(Amendment, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о поправке"

    @classmethod
    def regulation_of(cls, subject: Amendment) -> Regulation:
        """The regulation of its edition."""
        return subject.edition.case.regulation

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.amendment}: {self.amendment.author_name}"
