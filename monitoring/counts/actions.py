"""The nightly count: periods that are over get their figures, changed facts a correction (IND-06)."""

from itertools import islice

from django.db import transaction

from casework import workdays
from journal.models import Entry
from monitoring.counts import asking
from monitoring.indicators import periods, subjects
from monitoring.indicators.models import Indicator
from monitoring.values import actions as values
from monitoring.values.models import IndicatorValue

LOOKED_BACK = 4  # periods that are counted anew: what is older stands as it was published


def count_all() -> list[IndicatorValue]:
    """Everything whose day has come; periods that ended before the system began are nobody's. What has changed."""
    first = Entry.objects.order_by("pk").values_list("at", flat=True).first()
    if first is None:
        return []
    begun, today, made = workdays.local_date(first), workdays.local_date(), list[IndicatorValue | None]()
    for indicator in Indicator.objects.measured().exclude(query=""):
        for period in islice(periods.finished(indicator.period, today), LOOKED_BACK):
            if period.last >= begun and indicator.publish_day(period) <= today:
                with transaction.atomic():
                    counted = asking.of_period(indicator, period)
                    made.append(
                        values.compute(
                            indicator,
                            subject=subjects.CITY,
                            period=period,
                            value=counted.value,
                            counted=counted.figures,
                        )
                    )
    return [value for value in made if value] + _count_indexes()


def _count_indexes() -> list[IndicatorValue]:
    """Indexes whose day has come after their parts were public."""
    made = list[IndicatorValue]()
    codes = {row["code"] for index in Indicator.objects.measured().exclude(parts=[]) for row in index.weights}
    for part in IndicatorValue.objects.published().filter(indicator__code__in=codes).select_related("indicator"):
        with transaction.atomic():
            made += values.count_indexes(part)
    return made
