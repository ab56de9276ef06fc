"""The case of a signatory who may object to going on."""

from django.db import models

from programme.models import RegulatedCase
from protocol.continuations.models import Continuation


class ContinuationCase(RegulatedCase):
    """The term in which a signatory may say that a new edition touches it after all."""

    subject_field = "continuation"
    about = "signatory.organization_id"

    continuation = models.OneToOneField(Continuation, models.PROTECT, related_name="case")

    class Meta:
        verbose_name = "дело о продолженном участии"

    @property
    def case_title(self) -> str:
        """The title of the case in lists."""
        return f"{self.continuation.signatory.organization.short_name}: {self.continuation.edition}"
