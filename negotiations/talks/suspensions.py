"""When a negotiation stood still (NG-26)."""

import pgtrigger
from django.db import models
from django.db.models import Q

from negotiations.talks.models import Negotiation


class Suspension(models.Model):
    """A stop of the negotiations for not more than thirty working days (NG-26)."""

    class Ground(models.TextChoices):
        CONSENT = "consent", "согласие сторон"
        COMPLAINT = "complaint", "жалоба на процедуру"

    case = models.ForeignKey(Negotiation, models.PROTECT, related_name="suspensions", verbose_name="дело")
    ground = models.CharField("основание", max_length=10, choices=Ground.choices)
    reasons = models.TextField("обстоятельства")
    until = models.DateField("до какого дня")
    began_at = models.DateTimeField("с", auto_now_add=True)
    ended_at = models.DateTimeField("возобновлено", null=True)
    order = models.ForeignKey(
        "documents.Document", models.PROTECT, null=True, related_name="+", verbose_name="определение"
    )

    class Meta:
        verbose_name = "приостановка переговоров"
        verbose_name_plural = "приостановки переговоров"
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(ended_at=None), name="one_suspension_at_a_time")
        ]
        triggers = [pgtrigger.Protect(name="suspension_is_never_deleted", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"Приостановка до {self.until:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return self.case.get_absolute_url()
