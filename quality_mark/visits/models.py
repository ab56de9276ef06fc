"""The draw of visits that anybody can repeat, and the visits themselves."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import insert_only
from documents.models import Document
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication


class VisitDraw(models.Model):
    """The lot among those below the score that calls for a visit; seed and list make it repeatable (CA-09)."""

    contest = models.OneToOneField(Contest, models.PROTECT, related_name="draw")
    threshold = models.DecimalField("балл, с которого визит обязателен", max_digits=5, decimal_places=2)
    share = models.DecimalField("доля выборки, %", max_digits=5, decimal_places=2)
    fingerprint = models.CharField("отпечаток списка", max_length=64)
    seed = models.CharField("зерно жребия", max_length=64)
    drawn_at = models.DateTimeField("проведён", auto_now_add=True)

    class Meta:
        verbose_name = "жребий проверок на месте"
        triggers = insert_only("visit_draw")

    def __str__(self) -> str:
        return f"Жребий: {self.contest}"


class Lot(models.Model):
    """One entry in the draw: its number in the list, its hash, and whether the lot fell on it."""

    draw = models.ForeignKey(VisitDraw, models.PROTECT, related_name="lots")
    entry = models.OneToOneField(ContestApplication, models.PROTECT, related_name="lot")
    digest = models.CharField("жребий", max_length=64)
    is_drawn = models.BooleanField("выпал")

    class Meta:
        ordering = ["draw", "digest"]
        triggers = insert_only("lot")

    def __str__(self) -> str:
        return f"{self.entry}: {'выпал' if self.is_drawn else 'не выпал'}"


class SiteVisit(models.Model):
    """A check in place: why, when, by whom, with what result; the result is the second tie-break of the ranking."""

    class Reason(models.TextChoices):
        CLAIMANT = "claimant", "предварительный балл"
        LOT = "lot", "жребий"
        RECHECK = "recheck", "определение жюри"

    entry = models.ForeignKey(ContestApplication, models.PROTECT, related_name="visits", verbose_name="заявка")
    reason = models.CharField("почему", max_length=10, choices=Reason.choices)
    question = models.TextField("что проверить", blank=True)
    planned_on = models.DateField("назначен на")
    appointed_at = models.DateTimeField("назначен", auto_now_add=True)
    held_on = models.DateField("проведён", null=True)
    visitors = models.TextField("кто проверял", blank=True)
    met_by = models.CharField("кто встречал", max_length=200, blank=True)
    findings = models.TextField("что установлено", blank=True)
    is_confirmed = models.BooleanField("сведения заявки подтвердились", null=True)
    result = models.PositiveSmallIntegerField("итог, 0–10", null=True)
    act = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="акт визита")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "проверка на месте"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(result=None) | Q(result__lte=10), name="visit_result_0_to_10"),
            models.CheckConstraint(
                condition=Q(held_on=None, result=None, act=None)
                | Q(held_on__isnull=False, result__isnull=False, act__isnull=False) & ~Q(findings=""),
                name="visit_is_recorded_whole",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="visit_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="recorded_visit_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__held_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Проверка на месте: {self.entry}"
