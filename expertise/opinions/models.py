"""Dissenting opinions of experts."""

from django.db import models

from expertise.frozen import insert_only
from expertise.panels.models import ExpertAssignment


class DissentingOpinion(models.Model):
    """An expert may attach an opinion of their own (3.2)."""

    assignment = models.OneToOneField(
        ExpertAssignment, models.PROTECT, related_name="opinion", verbose_name="назначение"
    )
    text = models.TextField("особое мнение")
    written_at = models.DateTimeField("подано")

    class Meta:
        verbose_name = "особое мнение"
        verbose_name_plural = "особые мнения"
        ordering = ["assignment__number"]
        triggers = [*insert_only("opinion")]

    def __str__(self) -> str:
        return f"Особое мнение: {self.assignment}"
