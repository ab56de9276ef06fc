"""A notice of withdrawal from the Protocol (KS-08)."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from protocol.signatories.models import Signatory


class Departure(models.Model):
    """KS-08: a notice of withdrawal. It takes effect by itself on a day of its own, unless it is taken back before."""

    signatory = models.ForeignKey(Signatory, models.PROTECT, related_name="departures", verbose_name="подписант")
    reason = models.TextField("причина выхода")
    announced_at = models.DateTimeField("заявлено")
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто заявил"
    )
    effective_on = models.DateField("последний день участия")
    document = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="уведомление о выходе"
    )
    taken_back_at = models.DateTimeField("отозвано", null=True)
    done_at = models.DateTimeField("вступило в силу", null=True)

    class Meta:
        verbose_name = "уведомление о выходе"
        verbose_name_plural = "уведомления о выходе"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["signatory"], condition=Q(taken_back_at=None, done_at=None), name="one_open_departure"
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None) | Q(done_at=None), name="a_notice_taken_back_has_no_effect"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="departure_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="departure_is_frozen",
                fields=["signatory", "reason", "announced_at", "announced_by", "effective_on"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signatory}: выход из Протокола"

    def get_absolute_url(self) -> str:
        return self.signatory.get_absolute_url()

    @property
    def is_open(self) -> bool:
        """Does it still wait for its day?"""
        return self.taken_back_at is None and self.done_at is None
