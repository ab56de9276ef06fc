"""A report about an indicator that is awaited for a period, and what ended the waiting."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from casework.guard import frozen
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period

ENDING = ["card", "card_number", "card_title", "card_url", "why_not", "ended_at", "ended_by"]


class AwaitedReport(models.Model):
    """A period of an indicator after which a report is due: ended by a card that is linked to it, or by a reason why there is none."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reports", verbose_name="показатель")
    year = models.PositiveSmallIntegerField("год")
    part = models.PositiveSmallIntegerField("полугодие или квартал")
    card = models.CharField("карточка отчёта, ключ", max_length=60, blank=True)
    card_number = models.CharField("номер карточки", max_length=40, blank=True)
    card_title = models.CharField("название карточки", max_length=300, blank=True)
    card_url = models.CharField("адрес карточки", max_length=200, blank=True)
    why_not = models.TextField("почему отчёта не будет", blank=True)
    ended_at = models.DateTimeField("когда перестали ждать", null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто сказал, что отчёта не будет"
    )  # fmt: skip

    class Meta:
        verbose_name = "отчёт о показателе"
        verbose_name_plural = "отчёты о показателях"
        ordering = ["-year", "-part", "indicator"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year", "part"], name="report_is_awaited_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, card="", why_not="")
                | Q(ended_at__isnull=False)
                & (Q(card="") & ~Q(why_not="") | Q(why_not="", ended_by=None) & ~Q(card="")),
                name="report_ends_by_a_card_or_a_reason",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="awaited_report_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="awaited_report_keeps_its_period", fields=["indicator", "year", "part"]),
            frozen("report_is_ended_once", ENDING, pgtrigger.Q(old__ended_at__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}: отчёт за {self.period}"

    def get_absolute_url(self) -> str:
        return f"{self.indicator.get_absolute_url()}#reports"

    @property
    def period(self) -> Period:
        """Of which it is."""
        return Period(self.year, self.part, self.indicator.report_every)

    @property
    def course(self) -> Any:
        """Its case, with what it waits for."""
        return getattr(self, "case", None)
