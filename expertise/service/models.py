"""Thanks: words of the coordinator to an expert, for good."""

from django.conf import settings
from django.db import models

from expertise.frozen import insert_only
from expertise.register.models import Expert


class Thanks(models.Model):
    """Said once and kept; the expert and the coordinator read it, and the certificate counts it."""

    expert = models.ForeignKey(Expert, models.PROTECT, related_name="thanks", verbose_name="эксперт")
    text = models.TextField("за что")
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="от кого")
    said_at = models.DateTimeField("когда")

    class Meta:
        verbose_name = "благодарность эксперту"
        verbose_name_plural = "благодарности экспертам"
        ordering = ["-said_at", "-pk"]
        triggers = [*insert_only("thanks")]

    def __str__(self) -> str:
        return f"Благодарность: {self.expert}"
