"""A paper that has to be printed and sent, because nobody reads it here for whom it is meant."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import frozen
from documents.papers.models import Document


class PostalLetter(models.Model):
    """Which paper, to the holder of which capacity key, and when and how it was sent."""

    document = models.OneToOneField(Document, models.PROTECT, related_name="by_post", verbose_name="документ")
    addressee = models.CharField("кому", max_length=80)
    asked_at = models.DateTimeField("нужно отправить с", auto_now_add=True)
    sent_on = models.DateField("отправлено", null=True)
    sent_how = models.CharField("как отправлено", max_length=300, blank=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто отправил"
    )

    class Meta:
        verbose_name = "письмо по почте"
        verbose_name_plural = "письма по почте"
        ordering = ["pk"]
        indexes = [models.Index(fields=["id"], condition=Q(sent_on=None), name="postal_letter_to_send")]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on=None, sent_by=None, sent_how="")
                | Q(sent_on__isnull=False) & Q(sent_by__isnull=False) & ~Q(sent_how=""),
                name="postal_letter_is_sent_by_somebody_somehow",
            )
        ]
        triggers = [
            pgtrigger.Protect(name="postal_letter_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="postal_letter_is_frozen", fields=["document", "addressee", "asked_at"]),
            frozen(
                "postal_letter_is_sent_once",
                ["sent_on", "sent_how", "sent_by"],
                pgtrigger.Q(old__sent_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"Письмо по почте: {self.document}"
