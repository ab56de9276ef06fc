"""An entry that is checked anew because its refusal was set aside (CA-16)."""

import pgtrigger
from django.db import models

from documents.models import Document
from quality_mark.entries.models import ContestApplication


class Readmission(models.Model):
    """A decision on an appeal that set a refusal aside, and the minutes by which the entry was then admitted or not.

    It has minutes of its own where those of the contest are signed already; otherwise it stands in them with all the others.
    """

    entry = models.ForeignKey(ContestApplication, models.PROTECT, related_name="readmissions", verbose_name="заявка")
    verdict = models.OneToOneField(Document, models.PROTECT, related_name="+", verbose_name="решение по апелляции")
    restored_at = models.DateTimeField("отказ отменён")
    minutes = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="свой протокол допуска"
    )

    class Meta:
        verbose_name = "повторный допуск"
        verbose_name_plural = "повторные допуски"
        ordering = ["pk"]
        triggers = [
            pgtrigger.Protect(name="readmission_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="readmission_keeps_its_ground", fields=["entry", "verdict", "restored_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.entry}: отказ отменён"
