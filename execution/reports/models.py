"""A report on an undertaking, its evidence, and how the controller received it (UN-04…UN-10)."""

from pathlib import Path
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.formats import plain
from casework.guard import frozen, insert_only, written_once
from documents import files
from execution.undertakings import periods
from execution.undertakings.models import Undertaking

WORDS = ["undertaking", "number", "period", "is_final", "done_text", "fact", "progress", "obstacles", "link", "missing_proof",
         "admits_failure", "corrects", "by", "at"]  # fmt: skip


class Report(models.Model):
    """What was done in a period. It never changes; a corrected one names the one that was returned."""

    class Outcome(models.TextChoices):
        RETURNED = "returned", "возвращён с замечаниями"
        ACCEPTED = "accepted", "принят за период"
        DONE = "done", "принят: выполнено"
        PARTLY = "partly", "принят: выполнено частично"
        FAILED = "failed", "не принят: не выполнено"

    TAKEN = (Outcome.ACCEPTED, Outcome.DONE, Outcome.PARTLY)

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="reports", verbose_name="поручение")
    number = models.PositiveSmallIntegerField("порядок")
    period = models.CharField("за какой период", max_length=30, blank=True)
    is_final = models.BooleanField("итоговый")
    done_text = models.TextField("что сделано")
    fact = models.DecimalField("факт", max_digits=14, decimal_places=2, null=True)
    progress = models.PositiveSmallIntegerField("готовность, %", null=True)
    obstacles = models.TextField("что мешает", blank=True)
    link = models.URLField("ссылка", blank=True)
    missing_proof = models.TextField("почему нет подтверждения", blank=True)
    admits_failure = models.BooleanField("признано невыполненным", default=False)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто отчитался")
    at = models.DateTimeField("когда", auto_now_add=True)
    outcome = models.CharField("итог приёмки", max_length=10, choices=Outcome.choices, null=True)  # noqa: DJ001 - null until checked
    remarks = models.TextField("замечания", blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто проверил"
    )
    checked_at = models.DateTimeField("проверен", null=True)
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name="отчёт о ходе", null=True
    )
    statement = models.ForeignKey(
        "documents.Document", models.PROTECT, related_name="+", verbose_name="справка", null=True
    )

    class Meta:
        verbose_name = "отчёт о ходе"
        verbose_name_plural = "отчёты о ходе"
        ordering = ["undertaking", "number"]
        constraints = [
            models.UniqueConstraint(fields=["undertaking", "number"], name="report_number_once"),
            models.UniqueConstraint(
                fields=["undertaking"], condition=Q(outcome=None), name="one_report_is_checked_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["undertaking", "period"],
                condition=Q(outcome__in=["accepted", "done", "partly"]),
                name="one_accepted_report_a_period",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("by")), name="nobody_checks_their_own_report"
            ),
            models.CheckConstraint(
                condition=Q(outcome=None, checked_by=None, checked_at=None)
                | Q(outcome__isnull=False, checked_by__isnull=False, checked_at__isnull=False),
                name="report_is_checked_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome=None) | Q(outcome__in=["accepted", "done"]) | ~Q(remarks=""),
                name="what_is_not_taken_whole_has_remarks",
            ),
            models.CheckConstraint(
                condition=Q(progress=None) | Q(progress__lte=100), name="progress_is_a_percentage"
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="report_is_never_deleted", operation=pgtrigger.Delete),
            frozen("report_keeps_its_words", WORDS, pgtrigger.Q(old__id__isnull=False)),
            frozen("checked_report_keeps_its_remarks", ["remarks"], pgtrigger.Q(old__outcome__isnull=False)),
            written_once("report_is_checked_once", ["outcome", "checked_by", "checked_at", "document", "statement"]),
        ]

    def __str__(self) -> str:
        return f"Отчёт {self.number}{f' за {self.period_title}' if self.period else ''}: {self.undertaking}"

    @property
    def period_title(self) -> str:
        """The period in words."""
        return periods.title_of(self.period)

    @property
    def fact_title(self) -> str:
        """The fact beside the plan: «9 из 7 площадок»."""
        return f"{plain(self.fact)} из {self.undertaking.plan_title}" if self.fact is not None else ""

    @property
    def is_taken(self) -> bool:
        """Has the controller accepted it? Only then it is everybody's."""
        return self.outcome in self.TAKEN


class Evidence(models.Model):
    """What shows that it was done: a photograph or another file, kept under its hash."""

    class Kind(models.TextChoices):
        PHOTO = "photo", "фотография"
        FILE = "file", "файл"

    report = models.ForeignKey(Report, models.PROTECT, related_name="evidence", verbose_name="отчёт")
    kind = models.CharField("вид", max_length=8, choices=Kind.choices)
    caption = models.CharField("подпись", max_length=300)
    taken_on = models.DateField("когда снято", null=True)
    name = models.CharField("имя файла", max_length=200)
    file_kind = models.CharField("вид файла", max_length=10)
    size = models.PositiveIntegerField("размер, байт")
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = "доказательство"
        verbose_name_plural = "доказательства"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(kind="photo") | Q(file_kind="jpg"), name="photographs_are_pictures"),
        ]
        triggers = [*insert_only("evidence_of_a_report")]

    def __str__(self) -> str:
        return self.caption

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.pk])

    @property
    def is_picture(self) -> bool:
        """Is it shown as a picture?"""
        return self.kind == self.Kind.PHOTO

    @property
    def path(self) -> Path:
        """Where its bytes lie."""
        return files.path_of(self.sha256)

    @property
    def kept_for(self) -> Any:
        """Whose bytes they are."""
        return self.report.undertaking

    @property
    def description(self) -> str:
        """What it is, for the office."""
        return f"{self.report}: {self.caption}"
