"""A nomination of a contest."""

import pgtrigger
from django.db import models
from django.db.models import Q

from programme.lists.fields import ListedField
from quality_mark.contests.models import Contest


class Nomination(models.Model):
    """One nomination of a contest: its area for the experts, its quota of the first level, its set of criteria."""

    class Status(models.TextChoices):
        OPEN = "open", "Открыта"
        FAILED = "failed", "Не состоялась"
        HELD = "held", "Состоялась"

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="nominations", verbose_name="конкурс")
    code = models.CharField("код", max_length=4)
    title = models.CharField("название", max_length=120)
    area = ListedField("область экспертов", max_length=10, listed="areas")
    quota = models.PositiveSmallIntegerField("квота первого уровня", default=3)
    criteria = models.CharField("набор критериев", max_length=10, default="KN4")
    for_groups = models.BooleanField("открыта для ТОС и инициативных групп", default=False)
    status = models.CharField("состояние", max_length=6, choices=Status.choices, default=Status.OPEN)
    is_single = models.BooleanField("допущена единственная заявка", default=False)

    class Meta:
        verbose_name = "номинация"
        verbose_name_plural = "номинации"
        ordering = ["contest", "code"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "code"], name="nomination_code_once"),
            models.CheckConstraint(condition=Q(quota__gte=1), name="nomination_quota_is_positive"),
            models.CheckConstraint(condition=Q(is_single=False) | Q(status="held"), name="single_entry_is_held"),
        ]
        triggers = [
            pgtrigger.Protect(name="nomination_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="nomination_terms_are_final",
                fields=["contest", "code", "title", "area", "quota", "criteria", "for_groups"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"
