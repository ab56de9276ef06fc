"""The yearly self-report of a holder (регламент 3.3: «Обязанности: годовой самоотчёт»)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from quality_mark.marks.models import QualityMark


class MarkReport(models.Model):
    """What the holder says of one year of the Mark. It is asked for when the year is over."""

    mark = models.ForeignKey(QualityMark, models.PROTECT, related_name="reports", verbose_name="Знак")
    opens_on = models.DateField("год закончился")
    quality = models.TextField("как поддерживается качество", blank=True)
    use = models.TextField("как применяется Знак", blank=True)
    complaints = models.TextField("какие были жалобы и что сделано", blank=True)
    submitted_at = models.DateTimeField("сдан", null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто сдал"
    )

    WORDS = ("quality", "use", "complaints")

    class Meta:
        verbose_name = "самоотчёт обладателя Знака"
        verbose_name_plural = "самоотчёты обладателей Знака"
        ordering = ["-opens_on"]
        constraints = [
            models.UniqueConstraint(fields=["mark", "opens_on"], name="one_report_a_year_of_a_mark"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None, quality="", use="", complaints="")
                | Q(submitted_at__isnull=False, submitted_by__isnull=False)
                & ~Q(quality="") & ~Q(use="") & ~Q(complaints=""),
                name="submitted_mark_report_is_whole",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="mark_report_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="mark_report_is_of_one_year", fields=["mark", "opens_on"]),
            pgtrigger.Protect(
                name="submitted_mark_report_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__submitted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mark}: самоотчёт за год по {self.opens_on:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return self.mark.get_absolute_url()
