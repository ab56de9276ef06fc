"""A measure of the committee towards a signatory (KS-09, KS-11)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from protocol.signatories.models import Signatory


class Measure(models.Model):
    """KS-09, KS-11: a question to the committee about a signatory's participation, and what came of it."""

    class Outcome(models.TextChoices):
        PENDING = "", "рассматривается"
        SUSPENDED = "suspended", "участие приостановлено"
        EXCLUDED = "excluded", "исключён"
        KEPT = "kept", "оставлен без мер"
        RESTORED = "restored", "участие восстановлено"
        DROPPED = "dropped", "вопрос не решён"

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="measures", verbose_name="подписант")
    complaint = models.ForeignKey(
        "protocol.NormComplaint", models.PROTECT, null=True, related_name="+", verbose_name="обращение"
    )
    reasons = models.TextField("основания")
    proposed_at = models.DateTimeField("внесено")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем внесено"
    )
    item = models.ForeignKey("committee.AgendaItem", models.PROTECT, related_name="+", verbose_name="вопрос комитета")
    outcome = models.CharField("что решено", max_length=10, choices=Outcome.choices, blank=True, default="")
    settled_at = models.DateTimeField("когда решено", null=True)
    remedy = models.TextField("как причина устранена", blank=True)
    remedied_at = models.DateTimeField("сообщено об устранении", null=True)
    restoration_item = models.ForeignKey(
        "committee.AgendaItem", models.PROTECT, null=True, related_name="+", verbose_name="вопрос о восстановлении"
    )

    class Meta:
        verbose_name = "мера комитета"
        verbose_name_plural = "меры комитета"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["signatory"], condition=Q(outcome=""), name="one_open_measure"),
        ]
        triggers = [
            pgtrigger.Protect(name="measure_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="measure_is_frozen",
                fields=["signatory", "complaint", "reasons", "proposed_at", "proposed_by", "item"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory}: вопрос об участии в Протоколе"

    def get_absolute_url(self) -> str:
        return self.signatory.get_absolute_url()
