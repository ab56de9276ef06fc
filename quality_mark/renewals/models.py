"""An application to renew a Mark: from the day the window opens to the committee's word (регламент 3.3, 8.7 «Продление Знака»)."""

from decimal import Decimal
from typing import Any, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.guard import frozen, written_once
from committee.models import AgendaItem
from documents.models import Document
from expertise.models import Expertise
from programme.access import keys_of
from quality_mark.marks.models import QualityMark
from quality_mark.roles import OFFICE_AND_COMMITTEE

WORDS = ["stability", "feedback", "duties", "safety", "development"]


class RenewalQuerySet(models.QuerySet["Renewal"]):
    """Which applications somebody may read."""

    def visible_to(self, person: Any) -> Self:
        """The holder and the offices; what everybody may know stands on the page of the Mark."""
        keys = set(keys_of(person))
        if keys & set(OFFICE_AND_COMMITTEE):
            return self
        return self.filter(mark__organization__in=[int(key[7:]) for key in keys if key.startswith("member:")])

    def under_way(self) -> Self:
        """Submitted, and not decided yet."""
        return self.filter(outcome="").exclude(submitted_at=None)


class Renewal(models.Model):
    """One chance to renew one Mark: the window, what the holder wrote, what the experts and the committee made of it."""

    class Outcome(models.TextChoices):
        RENEWED = "renewed", "Знак продлён"
        REFUSED = "refused", "в продлении отказано"
        WITHDRAWN = "withdrawn", "заявка отозвана"
        MISSED = "missed", "заявка не подана"
        STOPPED = "stopped", "остановлена: состояние Знака изменилось"

    mark = models.ForeignKey(QualityMark, models.PROTECT, related_name="renewals", verbose_name="Знак")
    opened_at = models.DateTimeField("приём заявки открыт")
    former_end = models.DateField("прежний конец срока Знака")
    stability = models.TextField("стабильность качества", blank=True)
    feedback = models.TextField("отзывы и жалобы за срок", blank=True)
    duties = models.TextField("обязанности обладателя", blank=True)
    safety = models.TextField("безопасность", blank=True)
    development = models.TextField("развитие", blank=True)
    submitted_at = models.DateTimeField("подана", null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто подал"
    )
    application = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="расписка с заявкой"
    )
    decide_by = models.DateField("решение не позднее", null=True)
    note = models.TextField("что показала проверка", blank=True)
    checked_at = models.DateTimeField("проверена", null=True)
    expertise = models.ForeignKey(Expertise, models.PROTECT, null=True, related_name="+", verbose_name="экспертиза")
    score = models.DecimalField("балл", max_digits=5, decimal_places=2, null=True)
    threshold = models.DecimalField("порог", max_digits=5, decimal_places=2, null=True)
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос повестки")
    outcome = models.CharField("итог", max_length=9, choices=Outcome.choices, blank=True)
    outcome_ground = models.TextField("почему", blank=True)
    ended_at = models.DateTimeField("завершена", null=True)
    former_certificate = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="прежнее свидетельство"
    )

    objects = RenewalQuerySet.as_manager()

    class Meta:
        verbose_name = "продление Знака"
        verbose_name_plural = "продления Знаков"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mark"], condition=Q(outcome=""), name="one_open_renewal_a_mark"),
            models.CheckConstraint(
                condition=Q(submitted_at=None, application=None, decide_by=None, expertise=None, item=None)
                | Q(submitted_at__isnull=False, application__isnull=False, decide_by__isnull=False)
                & ~Q(stability="") & ~Q(feedback="") & ~Q(duties="") & ~Q(safety="") & ~Q(development=""),
                name="submitted_renewal_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | ~Q(outcome="") & Q(ended_at__isnull=False),
                name="ended_renewal_says_how",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=["renewed", "refused"]) | Q(item__isnull=False, submitted_at__isnull=False),
                name="a_renewal_is_decided_by_a_body",
            ),
            models.CheckConstraint(
                condition=~Q(outcome="renewed") | Q(score=None) | Q(score__gte=F("threshold")),
                name="renewed_with_the_score_it_takes",
            ),
            models.CheckConstraint(
                condition=Q(score=None, threshold=None)
                | Q(score__gte=Decimal(0), score__lte=Decimal(100), threshold__isnull=False),
                name="renewal_score_in_range",
            ),
        ]  # fmt: skip
        triggers = [
            pgtrigger.Protect(name="renewal_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="renewal_is_of_one_mark", fields=["mark", "opened_at", "former_end"]),
            frozen("submitted_renewal_keeps_its_words", WORDS, pgtrigger.Q(old__submitted_at__isnull=False)),
            written_once("renewal_is_dated_and_scored_once", ["submitted_at", "application", "checked_at", "score"]),
            pgtrigger.Protect(
                name="ended_renewal_is_final", operation=pgtrigger.Update, condition=~pgtrigger.Q(old__outcome="")
            ),
        ]

    def __str__(self) -> str:
        return f"Продление Знака № {self.mark.number}"

    def get_absolute_url(self) -> str:
        return reverse("renewal", args=[self.pk])

    @property
    def organization(self) -> Any:
        """For whom it is submitted."""
        return self.mark.organization

    @property
    def is_under_way(self) -> bool:
        """Has it been submitted, and not been decided yet?"""
        return not self.outcome and self.submitted_at is not None
