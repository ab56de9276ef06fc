"""An indicator: what is measured, in what, how, by whom, and on which day its values become public (programme 8.6)."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework.guard import written_once
from casework.searching import vector
from monitoring.indicators import periods, subjects
from monitoring.indicators.periods import Period
from programme.access import Visitor
from programme.models import Organization

CODE = RegexValidator(r"^[A-Z][A-Z0-9]{1,11}\Z", "От двух до двенадцати заглавных латинских букв и цифр: TRUST1.")

WORDS_OF_AN_INDICATOR = vector("title", "method")


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    """Reading indicators."""

    def visible_to(self, person: Visitor) -> Self:
        """Everybody reads them all."""
        return self

    def measured(self) -> Self:
        """Those that still get values."""
        return self.filter(closed_at=None)


class Indicator(models.Model):
    """Never changed: another method or unit is another series, with a code of its own, so that no series mixes two."""

    class Direction(models.TextChoices):
        UP = "up", "чем больше, тем лучше"
        DOWN = "down", "чем меньше, тем лучше"
        NONE = "none", "не сравнивают"

    code = models.CharField("код", max_length=12, unique=True, validators=[CODE])
    title = models.CharField("название", max_length=200)
    unit = models.CharField("единица", max_length=40)
    places = models.PositiveSmallIntegerField("знаков после запятой", default=0)
    direction = models.CharField("направление", max_length=4, choices=Direction.choices)
    period = models.CharField("период", max_length=10, choices=periods.KINDS)
    scopes = ArrayField(models.CharField(max_length=10, choices=subjects.SCOPES), verbose_name="чьи значения")
    method = models.TextField("метод")
    source = models.CharField("источник", max_length=300)
    publish_after = models.PositiveSmallIntegerField("публикуют через столько дней после конца периода")
    is_computed = models.BooleanField("вычисляется", default=False)
    query = models.CharField("чем вычисляется", max_length=12, blank=True)
    parts = models.JSONField("составляющие", default=list)
    report_every = models.CharField("как часто ждут отчёт", max_length=10, choices=periods.KINDS, blank=True)
    responsible = models.ForeignKey(
        Organization, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто представляет значения"
    )
    ground = models.TextField("основание", blank=True)
    adopted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто завёл"
    )
    adopted_at = models.DateTimeField("когда заведён", auto_now_add=True)
    closed_at = models.DateTimeField("когда закрыт", null=True)
    closing_ground = models.TextField("почему закрыт", null=True)  # noqa: DJ001 - written once: nothing is not the empty text

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = "показатель"
        verbose_name_plural = "показатели"
        ordering = ["code"]
        indexes = [GinIndex(WORDS_OF_AN_INDICATOR, name="indicator_words")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_computed=False, query="", parts=[])
                | Q(is_computed=True) & (~Q(query="") & Q(parts=[]) | Q(query="") & ~Q(parts=[])),
                name="computed_by_a_query_or_from_parts",
            ),
            models.CheckConstraint(condition=Q(places__lte=4), name="indicator_has_four_places_at_most"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closing_ground=None) | Q(closed_at__gte=F("adopted_at")) & ~Q(closing_ground=None),
                name="indicator_closed_for_a_reason",
            ),
        ]  # fmt: skip
        triggers: ClassVar = [
            pgtrigger.Protect(name="indicator_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="indicator_stays_what_it_is", exclude=["closed_at", "closing_ground"]),
            written_once("indicator_is_closed_once", ["closed_at", "closing_ground"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("indicator", args=[self.code])

    @property
    def is_index(self) -> bool:
        """Is it put together from other indicators?"""
        return bool(self.parts)

    @property
    def scopes_in_words(self) -> str:
        """Whose values there are."""
        return ", ".join(words for code, words in subjects.SCOPES if code in self.scopes)

    def publish_day(self, period: Period) -> date:
        """From which day on its value of a period is public."""
        return period.last + timedelta(days=self.publish_after)

    def period_of(self, year: int, part: int) -> Period:
        """The period that two numbers of a value mean."""
        return Period(year, part, self.period)

    @property
    def weights(self) -> list[dict[str, Any]]:
        """[{code, weight}] of an index; the weights add up to 100."""
        return list(self.parts)
