"""What a signatory undertakes, and the yearly report on it (регламент 3.4, «Соблюдение»)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework import workdays
from casework.guard import insert_only
from protocol.editions.articles import Article
from protocol.signatories.models import Signatory


class Commitment(models.Model):
    """One thing a signatory will do to keep to an article, until a day."""

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="commitments", verbose_name="подписант")
    article = models.ForeignKey(Article, models.PROTECT, related_name="+", verbose_name="статья")
    text = models.TextField("что сделаем")
    due_on = models.DateField("до какого дня")
    made_at = models.DateTimeField("записано")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто записал")

    class Meta:
        verbose_name = "обязательство"
        verbose_name_plural = "обязательства"
        ordering = ["due_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="commitment_has_a_text")]
        triggers = insert_only("commitment")

    def __str__(self) -> str:
        return self.text

    @property
    def last_line(self) -> "ReportLine | None":
        """What the latest report says of it; a prefetched list is used as it is."""
        return max(self.lines.all(), key=lambda line: line.pk, default=None)

    @property
    def is_done(self) -> bool:
        """Has it been reported as done?"""
        return self.last_line is not None and self.last_line.result == ReportLine.Result.DONE

    @property
    def is_overdue(self) -> bool:
        """Has its day passed without a report that it is done?"""
        return not self.is_done and self.due_on < workdays.local_date()


class SelfReport(models.Model):
    """A signatory's report for one year: asked by the custodian, answered by the signatory."""

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="reports", verbose_name="подписант")
    year = models.PositiveSmallIntegerField("за какой год")
    asked_at = models.DateTimeField("запрошен")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем запрошен"
    )
    summary = models.TextField("что сделано для соблюдения Протокола", blank=True)
    submitted_at = models.DateTimeField("сдан", null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто сдал"
    )

    class Meta:
        verbose_name = "самоотчёт"
        verbose_name_plural = "самоотчёты"
        ordering = ["-year", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["signatory", "year"], name="one_report_a_year"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, summary="", submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False) & ~Q(summary=""),
                name="submitted_report_says_something",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="report_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="submitted_report_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__submitted_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="report_is_of_one_year", fields=["signatory", "year", "asked_at", "asked_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.signatory}: самоотчёт за {self.year} год"

    def get_absolute_url(self) -> str:
        return self.signatory.get_absolute_url()


class ReportLine(models.Model):
    """What a report says of one commitment."""

    class Result(models.TextChoices):
        DONE = "done", "выполнено"
        PARTLY = "partly", "выполняется"
        NOT = "not", "не выполнено"

    report = models.ForeignKey(SelfReport, models.PROTECT, related_name="lines", verbose_name="самоотчёт")
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="lines", verbose_name="обязательство")
    result = models.CharField("что сделано", max_length=10, choices=Result.choices)
    evidence = models.TextField("чем подтверждается или почему нет")

    class Meta:
        verbose_name = "строка самоотчёта"
        verbose_name_plural = "строки самоотчёта"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["report", "commitment"], name="a_commitment_is_reported_once_a_year"),
            models.CheckConstraint(condition=~Q(evidence=""), name="report_line_has_evidence"),
        ]
        triggers = insert_only("report_line")

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_result_display()}"
