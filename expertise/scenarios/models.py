"""A scenario: the terms, the projects as they stood, who would be supported; once, why it was chosen for a decision."""

from decimal import Decimal
from functools import cached_property
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework.guard import written_once
from documents.models import Document
from expertise.frozen import never_deleted
from expertise.ranking.gathering import Scope
from expertise.scenarios.choice import Choice, Terms
from expertise.scenarios.reckoning import choice_of, terms_of

FROZEN = ["title", "criteria", "year", "area", "terms", "cases", "fingerprint", "made_by", "made_at"]


class Scenario(models.Model):
    """`terms`, `cases`: as `reckoning` writes them; whoever has both gets the same choice."""

    title = models.CharField("название", max_length=200)
    criteria = models.CharField("набор критериев", max_length=10)
    year = models.PositiveSmallIntegerField("год заключений")
    area = models.CharField("область", max_length=10, blank=True)
    terms = models.JSONField("условия")
    cases = models.JSONField("проекты, какими они были")
    fingerprint = models.CharField("отпечаток", max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем составлен"
    )
    made_at = models.DateTimeField("составлен")
    chosen_at = models.DateTimeField("выбран", null=True)
    chosen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кем выбран"
    )
    reasons = models.TextField("почему выбран", null=True)  # noqa: DJ001 - written once: empty would be something written
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="справка")

    class Meta:
        verbose_name = "сценарий отбора"
        verbose_name_plural = "сценарии отбора"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(chosen_at=None, chosen_by=None, reasons=None, document=None)
                | Q(chosen_at__isnull=False, chosen_by__isnull=False, document__isnull=False, reasons__isnull=False)
                & ~Q(reasons=""),
                name="chosen_scenario_has_reasons_and_a_paper",
            ),
        ]
        triggers = [
            *never_deleted("scenario"),
            pgtrigger.ReadOnly(name="scenario_keeps_its_terms", fields=FROZEN),
            written_once("scenario_is_chosen_once", ["chosen_at", "chosen_by", "reasons", "document"]),
        ]

    def __str__(self) -> str:
        return f"Сценарий № {self.pk}: {self.title}"

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("scenario", args=[self.pk])

    @property
    def scope(self) -> Scope:
        """Which projects it was about."""
        return Scope(self.criteria, self.year, self.area)

    @cached_property
    def stated(self) -> Terms:
        """The terms."""
        return terms_of(self.terms)

    @cached_property
    def choice(self) -> Choice:
        """Who would be supported, reckoned from what is kept."""
        return choice_of(self.terms, self.cases)

    @property
    def spent(self) -> Decimal:
        """What the projects that would be supported ask for."""
        return self.choice.spent

    @cached_property
    def facts(self) -> dict[int, dict[str, Any]]:
        """The projects by their keys."""
        return {row["pk"]: row for row in self.cases}
