"""A value of an indicator for a subject and a period: a number, or «нет данных», which is no number and takes no place."""

from typing import Any, ClassVar, Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from casework import roles
from casework.formats import grouped
from casework.guard import changes_with_status, lawful_transitions
from monitoring.indicators import subjects
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period
from monitoring.values.status import ValueStatus
from programme.access import Visitor, holds

NO_DATA = "нет данных"
KEY = ["indicator", "subject", "year", "part"]
SAYS = ["value", "low", "high", "source", "note"]


class ValueQuerySet(models.QuerySet["IndicatorValue"]):
    """Reading values."""

    def published(self) -> Self:
        """What the series consist of."""
        return self.filter(status=ValueStatus.Status.PUBLISHED)

    def in_work(self) -> Self:
        """What is not public yet and may become so."""
        return self.filter(status__in=ValueStatus.IN_WORK)

    def visible_to(self, person: Visitor) -> Self:
        """What has been published, corrected or not; the rest to analysts, the auditor and whoever entered it."""
        if holds(person, roles.ANALYST, roles.AUDITOR):
            return self
        public = Q(status__in=ValueStatus.PUBLIC)
        return self.filter(public | Q(author=person.pk)) if person.is_authenticated else self.filter(public)


def _guarded(model: type["IndicatorValue"]) -> type["IndicatorValue"]:
    """`casework.guard.guard_status` with two beginnings: what is typed is entered first, what is computed is public at once."""
    is_lawful = pgtrigger.Q(new__status="entered", new__is_computed=False) | pgtrigger.Q(
        new__status="published", new__is_computed=True
    )
    return pgtrigger.register(
        pgtrigger.FSM(name="status_moves_lawfully", field="status", transitions=lawful_transitions(model)),
        pgtrigger.Protect(name="status_begins_at_the_beginning", operation=pgtrigger.Insert, condition=~is_lawful),
    )(model)


@_guarded
class IndicatorValue(ValueStatus):
    """`value` is empty for «нет данных». `counted`: the figures behind a computed one, or the parts of an index."""

    # A computed value is public from its first moment: the journal begins there.
    JOURNAL_BEGINS: ClassVar = "CASE WHEN is_computed THEN 'published' ELSE 'entered' END"

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="values_of", verbose_name="показатель")
    subject = models.CharField("чьё", max_length=60)
    year = models.PositiveSmallIntegerField("год")
    part = models.PositiveSmallIntegerField("полугодие или квартал", default=1)
    value = models.DecimalField("значение", max_digits=18, decimal_places=4, null=True)
    low = models.DecimalField("нижняя граница", max_digits=18, decimal_places=4, null=True)
    high = models.DecimalField("верхняя граница", max_digits=18, decimal_places=4, null=True)
    source = models.CharField("источник", max_length=300)
    note = models.TextField("почему исправлено или почему нет данных", blank=True)
    is_computed = models.BooleanField("вычислено", default=False)
    counted = models.JSONField("из чего посчитано", default=dict)
    corrects = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="corrections", verbose_name="что исправляет"
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто внёс"
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="кто проверил"
    )
    remark = models.TextField("последнее замечание или почему снято", blank=True)
    at = models.DateTimeField("когда внесено", auto_now_add=True)

    objects = ValueQuerySet.as_manager()

    class Meta:
        verbose_name = "значение показателя"
        verbose_name_plural = "значения показателей"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=KEY, condition=Q(status="published"), name="one_published_value_of_a_period"),
            models.UniqueConstraint(
                fields=KEY, condition=Q(status__in=["entered", "returned", "checked"]), name="one_value_of_a_period_in_work",
                violation_error_message="Значение этого периода уже вносят: откройте его на странице показателя.",
            ),
            models.CheckConstraint(
                condition=Q(is_computed=True, author=None, checked_by=None, status__in=["published", "superseded"])
                | Q(is_computed=False, author__isnull=False),
                name="computed_value_is_entered_by_nobody",
            ),
            models.CheckConstraint(
                condition=Q(checked_by=None) | ~Q(checked_by=F("author")), name="entered_and_checked_by_two_people"
            ),
            models.CheckConstraint(
                condition=Q(is_computed=True) | Q(status__in=["entered", "returned", "withdrawn"]) | Q(checked_by__isnull=False),
                name="checked_value_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["published", "superseded"], published_at__isnull=False)
                | ~Q(status__in=["published", "superseded"]) & Q(published_at=None),
                name="published_value_has_its_moment",
            ),
            models.CheckConstraint(
                condition=Q(low=None, high=None) | Q(low__lte=F("value"), high__gte=F("value")),
                name="value_lies_in_its_interval",
            ),
            models.CheckConstraint(condition=Q(corrects=None) | ~Q(note=""), name="value_corrected_for_a_reason"),
            models.CheckConstraint(
                condition=~Q(status__in=["returned", "withdrawn"]) | ~Q(remark=""), name="value_turned_away_for_a_reason"
            ),
        ]  # fmt: skip
        triggers: ClassVar = [
            pgtrigger.Protect(name="value_is_never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="value_is_of_its_period", fields=[*KEY, "is_computed", "counted", "corrects", "author", "at"]
            ),
            changes_with_status("value_is_written_by_its_moves", [*SAYS, "checked_by", "remark", "published_at"]),
            pgtrigger.Protect(
                name="value_is_what_was_checked",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status="returned", new__status="entered")
                & (
                    pgtrigger.Q(old__value__df=pgtrigger.F("new__value"))
                    | pgtrigger.Q(old__low__df=pgtrigger.F("new__low"))
                    | pgtrigger.Q(old__high__df=pgtrigger.F("new__high"))
                    | pgtrigger.Q(old__source__df=pgtrigger.F("new__source"))
                    | pgtrigger.Q(old__note__df=pgtrigger.F("new__note"))
                ),
            ),
            pgtrigger.Trigger(
                name="what_is_computed_is_not_entered",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
                    IF (SELECT is_computed <> NEW.is_computed FROM monitoring_indicator WHERE id = NEW.indicator_id) THEN
                        RAISE EXCEPTION 'a value is computed exactly where its indicator is' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.subject_title}, {self.period}"

    def get_absolute_url(self) -> str:
        return reverse("indicator_value", args=[self.pk])

    @property
    def period(self) -> Period:
        """Of when it is."""
        return self.indicator.period_of(self.year, self.part)

    @property
    def subject_title(self) -> str:
        """Whose it is, as it was called when it was entered."""
        return subjects.title(self.subject, self.at)

    @property
    def subject_scope(self) -> str:
        """Which kind of subject it is of."""
        return subjects.scope_of(self.subject)

    @property
    def is_missing(self) -> bool:
        """Is it known that there is no number?"""
        return self.value is None

    @property
    def figure(self) -> str:
        """The number without its unit, or «нет данных»."""
        return in_figures(self.value, self.indicator.places)

    @property
    def interval(self) -> str:
        """The confidence interval, if there is one."""
        if self.low is None or self.high is None:
            return ""
        return f"{in_figures(self.low, self.indicator.places)}–{in_figures(self.high, self.indicator.places)}"


def in_figures(value: Any, places: int) -> str:
    """A number as the pages write it; «нет данных» for none."""
    return NO_DATA if value is None else grouped(value, places)
