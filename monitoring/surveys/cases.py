"""The case of a wave."""

from datetime import timedelta

from django.db import models

from casework import workdays
from casework.workdays import Term
from monitoring.surveys.models import Wave
from programme.models import RegulatedCase

OPENING = "survey.opening"  # a day of the wave itself, not of the regulation


class WaveCase(RegulatedCase):
    """How one wave is led from its draft to its report."""

    subject_field = "wave"

    wave = models.OneToOneField(Wave, models.PROTECT, related_name="case", verbose_name="волна опроса")

    class Meta:
        verbose_name = "дело о волне опроса"
        verbose_name_plural = "дела о волнах опросов"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return f"Опрос: {self.wave}"

    def term(self, name: str) -> Term:
        """It opens with its first day and closes at the end of its last one."""
        wave = Wave.objects.get(pk=self.wave_id)
        if name == OPENING and wave.opens:
            return Term(
                0, hard=True, until=workdays.end_of(wave.opens - timedelta(days=1)), title="день начала сбора ответов"
            )
        if name == "survey.field" and wave.closes:
            return Term(0, hard=True, until=workdays.end_of(wave.closes), title=self.regulation.term(name).title)
        return super().term(name)
