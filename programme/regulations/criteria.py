"""Criteria sets (регламент 3.2, domain 7.5): versioned, immutable, weights that sum to 10.00."""

from decimal import Decimal

import pgtrigger
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from programme.periods import today

UNCHANGEABLE = pgtrigger.Update | pgtrigger.Delete


class CriteriaSet(models.Model):
    """One version of a set of criteria."""

    code = models.CharField("код", max_length=10)
    version = models.PositiveIntegerField("версия")
    title = models.CharField("название", max_length=200)
    purpose = models.CharField("что оценивает", max_length=300)
    valid_from = models.DateField("действует с")
    fingerprint = models.CharField("отпечаток", max_length=64)
    ground = models.CharField("основание", max_length=400, blank=True, default="")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="каким решением принят"
    )

    class Meta:
        verbose_name = "набор критериев"
        verbose_name_plural = "наборы критериев"
        ordering = ["code", "-version"]
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="criteria_set_version_unique")]
        triggers = [pgtrigger.Protect(name="criteria_set_is_insert_only", operation=UNCHANGEABLE)]

    def __str__(self) -> str:
        return f"{self.title} (версия {self.version})"

    def get_absolute_url(self) -> str:
        return reverse("criteria_version", args=[self.code, self.version])

    @property
    def is_shipped(self) -> bool:
        """Has it come with the system, so that no decision has adopted it?"""
        return self.version == 1 and self.document is None

    @classmethod
    def latest(cls, code: str) -> "CriteriaSet":
        """The version adopted last, in force or not yet. Raises DoesNotExist."""
        return cls.objects.filter(code=code).order_by("-version")[:1].get()

    @classmethod
    def in_force(cls, code: str) -> "CriteriaSet":
        """The latest version of a set that is in force today."""
        return cls.objects.filter(code=code, valid_from__lte=today()).order_by("-version")[:1].get()


class Criterion(models.Model):
    """One criterion: what an expert scores from 0 to 10, how much it weighs, and how to read the scale."""

    set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="criteria", verbose_name="набор")
    number = models.PositiveSmallIntegerField("номер")
    title = models.CharField("критерий", max_length=200)
    weight = models.DecimalField("вес", max_digits=4, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"))])
    hint = models.TextField("подсказка", blank=True)
    at_zero = models.TextField("за что ставится 0", blank=True, default="")
    at_five = models.TextField("за что ставится 5", blank=True, default="")
    at_ten = models.TextField("за что ставится 10", blank=True, default="")
    is_blocking = models.BooleanField("стоп-критерий", default=False)
    is_reversed = models.BooleanField("обратная шкала", default=False)
    least = models.PositiveSmallIntegerField("минимум средней оценки", null=True, blank=True)

    class Meta:
        verbose_name = "критерий"
        verbose_name_plural = "критерии"
        ordering = ["set_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["set", "number"], name="criterion_number_unique"),
            models.CheckConstraint(condition=Q(weight__gt=0, weight__lte=10), name="criterion_weight_in_range"),
            models.CheckConstraint(condition=Q(least=None) | Q(least__range=(1, 10)), name="least_mean_from_1_to_10"),
        ]
        triggers = [
            pgtrigger.Protect(name="criterion_is_insert_only", operation=UNCHANGEABLE),
            pgtrigger.Trigger(
                name="weights_sum_to_ten",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func="""
                    IF (SELECT sum(weight) FROM programme_criterion WHERE set_id = NEW.set_id) <> 10.00 THEN
                        RAISE EXCEPTION 'weights of criteria set % do not sum to 10.00', NEW.set_id
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def anchors(self) -> list[tuple[int, str]]:
        """What 0, 5 and 10 are given for; empty if the set does not say it."""
        return [(0, self.at_zero), (5, self.at_five), (10, self.at_ten)] if self.at_zero else []
