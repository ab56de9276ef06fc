"""The sittings of the co-chairs about what a whole sector voted against, at most two of them (KP-07, KP-08)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from protocol.amendments.models import Amendment
from protocol.editions.models import ProtocolEdition


class Conciliation(models.Model):
    """A conciliation sitting of an edition."""

    edition = models.ForeignKey(ProtocolEdition, models.PROTECT, related_name="conciliations")
    number = models.PositiveSmallIntegerField("какое по счёту")
    opened_at = models.DateTimeField("открыто", auto_now_add=True)
    closed_at = models.DateTimeField("завершено", null=True)

    class Meta:
        verbose_name = "согласительное заседание"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["edition", "number"], name="conciliation_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1) & Q(number__lte=2), name="edition_conciliates_twice"),
        ]
        triggers = [pgtrigger.Protect(name="conciliation_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Согласительное заседание {self.number}: {self.edition}"

    def get_absolute_url(self) -> str:
        return self.edition.get_absolute_url()


class ConciliationLine(models.Model):
    """What the co-chairs are asked to agree to about one disputed amendment."""

    class Outcome(models.TextChoices):
        ACCEPT = "accept", "принять"
        PARTLY = "accept_partly", "принять в согласованной редакции"
        DECLINE = "decline", "отклонить"

    conciliation = models.ForeignKey(Conciliation, models.PROTECT, related_name="lines")
    amendment = models.ForeignKey(Amendment, models.PROTECT, related_name="conciliation_lines")
    outcome = models.CharField("что предлагается", max_length=20, choices=Outcome.choices)
    wording = models.TextField("согласованная редакция", blank=True)
    reasons = models.TextField("почему")

    class Meta:
        verbose_name = "спорная поправка на согласительном заседании"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["conciliation", "amendment"], name="dispute_once_a_sitting")]
        triggers = [
            pgtrigger.Protect(name="conciliation_line_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.amendment}: {self.get_outcome_display()}"


class CoChairVoice(models.Model):
    """A co-chair at a conciliation sitting: asked, and answered line by line."""

    conciliation = models.ForeignKey(Conciliation, models.PROTECT, related_name="voices")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sector = models.CharField("сектор", max_length=10)
    answered_at = models.DateTimeField("ответил", null=True)

    class Meta:
        verbose_name = "голос сопредседателя"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["conciliation", "sector"], name="one_co_chair_a_sector")]
        triggers = [pgtrigger.Protect(name="co_chair_voice_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.person}: {self.conciliation}"

    def get_absolute_url(self) -> str:
        return self.conciliation.get_absolute_url()


class LineVoice(models.Model):
    """What a co-chair said to one line."""

    voice = models.ForeignKey(CoChairVoice, models.PROTECT, related_name="answers")
    line = models.ForeignKey(ConciliationLine, models.PROTECT, related_name="answers")
    agrees = models.BooleanField("согласен")
    reasons = models.TextField("почему нет", blank=True)

    class Meta:
        verbose_name = "ответ сопредседателя"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["voice", "line"], name="co_chair_answers_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(reasons=""), name="disagreement_has_reasons"),
        ]
        triggers = [pgtrigger.Protect(name="line_voice_is_insert_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.voice}: {'да' if self.agrees else 'нет'}"
