"""A signature put on the printed paper by hand, as the office has entered it; it counts when a second person has compared it."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from casework.guard import no_truncate
from documents import files


class ScannedSignature(models.Model):
    """The scan of the signed paper, who has entered it, and why it was not accepted, if it was not."""

    request = models.ForeignKey("documents.SignatureRequest", models.PROTECT, related_name="scans", verbose_name="чья")
    document_hash = models.CharField("SHA-256 подписанного", max_length=64)
    signed_on = models.DateField("день, когда подписано")
    name = models.CharField("имя файла", max_length=200)
    sha256 = models.CharField("SHA-256 скана", max_length=64, db_index=True)
    size = models.PositiveIntegerField("размер, байт")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто внёс")
    entered_at = models.DateTimeField("когда внесено")
    entry = models.OneToOneField("journal.Entry", models.PROTECT, verbose_name="запись журнала")
    rejected_at = models.DateTimeField("не принято", null=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто не принял"
    )
    rejection = models.TextField("почему не принято", blank=True)

    class Meta:
        verbose_name = "подпись на бумаге"
        verbose_name_plural = "подписи на бумаге"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=Q(rejected_at=None), name="one_scan_of_a_signature_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(rejected_at=None, rejected_by=None, rejection="")
                | Q(rejected_at__isnull=False)
                & Q(rejected_by__isnull=False)
                & ~Q(rejection="")
                & ~Q(rejected_by=F("entered_by")),
                name="another_person_rejects_a_scan_with_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="scan_is_frozen",
                fields=[
                    "request",
                    "document_hash",
                    "signed_on",
                    "name",
                    "sha256",
                    "size",
                    "entered_by",
                    "entered_at",
                    "entry",
                ],
            ),
            pgtrigger.Protect(
                name="rejection_of_a_scan_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__rejected_at__isnull=False),
            ),
            pgtrigger.Protect(name="scan_is_never_erased", operation=pgtrigger.Delete),
            no_truncate("scans_are_never_emptied"),
        ]

    @property
    def path(self) -> Path:
        """Where the bytes of the scan lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.request.document

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.kept_for}: скан подписи, {self.request.role}"
