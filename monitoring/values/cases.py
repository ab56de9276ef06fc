"""The case of a value that people enter and check."""

from datetime import timedelta

from django.db import models

from casework import workdays
from casework.workdays import Term
from monitoring.values.models import IndicatorValue
from programme.models import RegulatedCase

PUBLICATION = "indicator.publication"  # the day of the indicator itself, not of the regulation


class ValueCase(RegulatedCase):
    """How a value is checked and waits for its day."""

    subject_field = "value"

    value = models.OneToOneField(IndicatorValue, models.PROTECT, related_name="case", verbose_name="значение")

    class Meta:
        verbose_name = "дело о значении показателя"
        verbose_name_plural = "дела о значениях показателей"

    @property
    def case_title(self) -> str:
        """How the inbox names it."""
        return str(self.value)

    def term(self, name: str) -> Term:
        """The regulation's; the day of publication is the indicator's."""
        if name == PUBLICATION:
            value = IndicatorValue.objects.select_related("indicator").get(pk=self.value_id)
            day = value.indicator.publish_day(value.period)
            return Term(0, hard=True, until=workdays.end_of(day - timedelta(days=1)), title="день публикации")
        return super().term(name)
