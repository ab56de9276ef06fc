"""What an experimental platform owes: the undertaking to report on its hypothesis, and the question to the committee."""

import pgtrigger
from django.db import models
from django.urls import reverse

from casework.guard import written_once
from committee.models import AgendaItem
from execution.models import Undertaking
from negotiations.platforms.models import NegotiationPlatform


class Experiment(models.Model):
    """One a platform; what is tried is said by the undertaking as it was when the platform opened."""

    platform = models.OneToOneField(
        NegotiationPlatform, models.PROTECT, related_name="experiment", verbose_name="площадка"
    )
    undertaking = models.OneToOneField(Undertaking, models.PROTECT, related_name="+", verbose_name="поручение")
    item = models.OneToOneField(AgendaItem, models.PROTECT, null=True, related_name="+", verbose_name="вопрос о выводе")

    class Meta:
        verbose_name = "опыт площадки"
        verbose_name_plural = "опыты площадок"
        ordering = ["-pk"]
        triggers = [
            pgtrigger.Protect(name="experiment_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="experiment_is_what_was_begun", exclude=["item"]),
            written_once("one_conclusion_of_an_experiment", ["item"]),
        ]

    def __str__(self) -> str:
        return f"Опыт: {self.platform}"

    def get_absolute_url(self) -> str:
        return reverse("platform", args=[self.platform_id])

    @property
    def may_conclude(self) -> bool:
        """Is the undertaking over, with an accepted report or without one, and the committee not asked yet?"""
        return self.undertaking.status in Undertaking.FINAL and self.item_id is None

    @property
    def conclusion(self) -> AgendaItem | None:
        """What the committee has concluded, once it is on paper."""
        return self.item if self.item is not None and self.item.is_effective else None
