"""What was changed in an undertaking while it ran: who answers, its last day, a pause."""

from django.conf import settings
from django.db import models

from casework.guard import insert_only
from execution.undertakings.models import Undertaking


class UndertakingChange(models.Model):
    """A change with its ground; what was stands beside what is."""

    class What(models.TextChoices):
        RESPONSIBLE = "responsible", "ответственный"
        DUE_ON = "due_on", "срок"
        PAUSE = "pause", "приостановление"

    undertaking = models.ForeignKey(Undertaking, models.PROTECT, related_name="changes", verbose_name="поручение")
    what = models.CharField("что", max_length=12, choices=What.choices)
    before = models.CharField("было", max_length=300, blank=True)
    after = models.CharField("стало", max_length=300, blank=True)
    ground = models.TextField("основание")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто")
    at = models.DateTimeField("когда", auto_now_add=True)

    class Meta:
        verbose_name = "изменение поручения"
        verbose_name_plural = "изменения поручений"
        ordering = ["pk"]
        triggers = [*insert_only("change_of_an_undertaking")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.before or '—'} → {self.after or '—'}"
