"""One distribution of experts over several cases, its pairings and who stands by (регламент 3.2 «Подбор»)."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework.guard import written_once
from expertise.distribution.quality import Pair
from expertise.expertises.models import Expertise
from expertise.frozen import insert_only, never_deleted
from expertise.register.models import Expert


class Distribution(models.Model):
    """One computation: for which cases, out of which seed; when it was reckoned, sent or set aside."""

    cases = models.ManyToManyField(Expertise, related_name="+", verbose_name="дела")
    seed = models.CharField("зерно жребия", max_length=64)
    begun_at = models.DateTimeField("начато")
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    weights = models.JSONField("очки регламента")
    reckoned_at = models.DateTimeField("рассчитано", null=True)
    result = models.JSONField("итог расчёта", null=True)
    sent_at = models.DateTimeField("предложения отправлены", null=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем отправлены"
    )
    dropped_at = models.DateTimeField("отложено", null=True)

    class Meta:
        verbose_name = "распределение экспертов"
        verbose_name_plural = "распределения экспертов"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(reckoned_at__isnull=False, dropped_at=None, sent_by__isnull=False),
                name="only_what_is_reckoned_is_sent",
            ),
        ]
        triggers = [
            *never_deleted("distribution"),
            pgtrigger.ReadOnly(name="distribution_keeps_its_seed", fields=["seed", "begun_at", "begun_by", "weights"]),
            written_once(
                "distribution_is_reckoned_once", ["reckoned_at", "result", "sent_at", "sent_by", "dropped_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"Распределение экспертов № {self.pk}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("distribution", args=[self.pk])

    @property
    def is_open(self) -> bool:
        """May the pairs still be changed?"""
        return self.reckoned_at is not None and self.sent_at is None and self.dropped_at is None


class Wish(models.Model):
    """What an expert has answered about a case that waits for its group; the last answer counts."""

    class Answer(models.TextChoices):
        WANT = "want", "хочу"
        CAN = "can", "могу"
        CANNOT = "cannot", "не могу"

    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="wishes", verbose_name="экспертиза")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="wishes", verbose_name="эксперт")
    answer = models.CharField("ответ", max_length=6, choices=Answer.choices)
    answered_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "пожелание эксперта"
        verbose_name_plural = "пожелания экспертов"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=["want", "can", "cannot"]), name="answer_to_a_call_is_known")
        ]
        triggers = [*insert_only("wish")]

    def __str__(self) -> str:
        return f"{self.expert}, {self.expertise.number}: {self.get_answer_display()}"


class PairingQuerySet(models.QuerySet["Pairing"]):
    """How pairings are found."""

    def chosen(self) -> "PairingQuerySet":
        """Who is to be asked, as it stands now."""
        return self.filter(rank=0, instead=None)

    def standing_by(self) -> "PairingQuerySet":
        """Who is asked if somebody falls out, and has not been yet, in their order."""
        return self.filter(rank__gt=0, called_at=None).order_by("rank", "pk")


class Pairing(models.Model):
    """An expert for a case: chosen (rank 0) or standing by (1, 2…; nobody sees who until they are called)."""

    distribution = models.ForeignKey(
        Distribution, models.PROTECT, related_name="pairings", verbose_name="распределение"
    )
    expertise = models.ForeignKey(Expertise, models.PROTECT, related_name="pairings", verbose_name="экспертиза")
    expert = models.ForeignKey(Expert, models.PROTECT, related_name="+", verbose_name="эксперт")
    rank = models.PositiveSmallIntegerField("очередь", default=0)
    quality = models.PositiveSmallIntegerField("очки пары")
    facts = models.JSONField("из чего сложились")
    former = models.OneToOneField("self", models.PROTECT, null=True, related_name="instead", verbose_name="вместо")
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем заменён"
    )
    ground = models.CharField("почему заменён", max_length=300, blank=True)
    called_at = models.DateTimeField("вызван из запаса", null=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = "пара в распределении"
        verbose_name_plural = "пары в распределении"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(quality__lte=100), name="points_of_a_pair_are_percents"),
            models.CheckConstraint(
                condition=Q(former=None, changed_by=None, ground="")
                | Q(former__isnull=False, changed_by__isnull=False, rank=0),
                name="whoever_changes_a_pair_says_why",
            ),
            models.CheckConstraint(condition=Q(called_at=None) | Q(rank__gt=0), name="only_who_stands_by_is_called"),
            models.UniqueConstraint(
                fields=["distribution", "expertise", "expert"], condition=Q(rank__gt=0), name="one_stands_by_once"
            ),
        ]
        triggers = [
            *never_deleted("pairing"),
            pgtrigger.ReadOnly(name="pairing_keeps_its_expert", exclude=["called_at"]),
            written_once("pairing_is_called_once", ["called_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.expert}, {self.expertise.number}"

    @property
    def pair(self) -> Pair:
        """What was known of the two."""
        facts: dict[str, Any] = self.facts
        return Pair(**facts)

    @property
    def words(self) -> str:
        """70 из 100: область совпадает… (Russian)."""
        return f"{self.quality} из 100: {self.pair.words}"
