"""A signature put on the printed paper by hand, as the office has entered it; it counts when a second person has compared it."""

from typing import Any

from django.db import models
from django.db.models import Q

from documents.on_paper.shape import Entered, another_rejects, entered_is_frozen


class ScannedSignature(Entered):
    """The scan of the signed paper, who has entered it, and why it was not accepted, if it was not."""

    request = models.ForeignKey("documents.SignatureRequest", models.PROTECT, related_name="scans", verbose_name="чья")
    document_hash = models.CharField("SHA-256 подписанного", max_length=64)
    signed_on = models.DateField("день, когда подписано")

    class Meta:
        verbose_name = "подпись на бумаге"
        verbose_name_plural = "подписи на бумаге"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(rejected_at=None), name="one_scan_of_a_signature_at_a_time"
            ),
            another_rejects("another_person_rejects_a_scan_with_a_reason"),
        ]
        triggers = entered_is_frozen("scan", ["request", "document_hash", "signed_on"])

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.request.document

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.kept_for}: скан подписи, {self.request.role}"
