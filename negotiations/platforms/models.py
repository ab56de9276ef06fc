"""Where proposals are brought."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from casework import workdays
from programme.models import Organization


class PlatformQuerySet(models.QuerySet["NegotiationPlatform"]):
    """How platforms are read."""

    def visible_to(self, person: Any) -> Self:
        """All of them to everybody."""
        return self

    def accepting(self) -> Self:
        """Where a proposal may be brought today."""
        today = workdays.local_date()
        return self.filter(accepts_from__lte=today, accepts_until__gte=today)


class NegotiationPlatform(models.Model):
    """Where proposals are brought: a permanent centre, a theme, an experiment; with its window of intake."""

    class Kind(models.TextChoices):
        PERMANENT = "permanent", "постоянная"
        THEMATIC = "thematic", "тематическая"
        EXPERIMENTAL = "experimental", "экспериментально-поисковая"

    title = models.CharField("название", max_length=200)
    kind = models.CharField("вид", max_length=20, choices=Kind.choices)
    description = models.TextField("о чём")
    operator = models.ForeignKey(Organization, models.PROTECT, verbose_name="оператор")
    accepts_from = models.DateField("приём с")
    accepts_until = models.DateField("приём по")
    address = models.CharField("адрес", max_length=300, blank=True)
    reception = models.CharField("часы приёма", max_length=200, blank=True)
    venues = models.ManyToManyField("events.Venue", related_name="platforms", verbose_name="помещения", blank=True)
    hypothesis = models.TextField("что проверяется опытом", blank=True)
    experiment_until = models.DateField("опыт до", null=True, blank=True)

    objects = PlatformQuerySet.as_manager()

    class Meta:
        verbose_name = "переговорная площадка"
        verbose_name_plural = "переговорные площадки"
        constraints = [
            models.CheckConstraint(
                condition=Q(accepts_until__gte=models.F("accepts_from")), name="platform_window_runs_forward"
            ),
            models.CheckConstraint(
                condition=Q(kind="experimental") | Q(hypothesis="", experiment_until=None),
                name="only_an_experiment_has_a_hypothesis",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("platform", args=[self.pk])

    @property
    def is_accepting(self) -> bool:
        """Is the window of intake open today?"""
        return self.accepted_on(workdays.local_date())

    def accepted_on(self, day: date) -> bool:
        """Was the window open on a day?"""
        return self.accepts_from <= day <= self.accepts_until

    @property
    def days_left(self) -> int:
        """Working days left to the end of the window."""
        return workdays.between(workdays.local_date(), self.accepts_until)
