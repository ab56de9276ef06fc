"""What stands on the page of openness."""

from typing import Any

from monitoring.counts import asking
from monitoring.indicators import subjects
from monitoring.indicators.models import Indicator
from monitoring.surveys import series as waves
from monitoring.values import series
from monitoring.values.models import IndicatorValue

OPENNESS = ("OPEN1", "OPEN2", "OPEN3")
TRUST = "TRUST1"


def openness() -> dict[str, Any]:
    """The figures of today with the periods that are over, and what every wave of a survey has been answered about trust."""
    rows = list(
        IndicatorValue.objects.published()
        .filter(indicator__code__in=[*OPENNESS, TRUST], subject=subjects.CITY)
        .select_related("indicator")
    )
    known = {row.code: row for row in Indicator.objects.filter(code__in=[*OPENNESS, TRUST])}
    lines = [
        (
            asking.running(known[code]),
            series.points(known[code], [row for row in rows if row.indicator.code == code])[::-1][:8],
        )
        for code in OPENNESS
    ]
    return {
        "lines": lines,
        "trust": known[TRUST],
        "asked": waves.of_indicator(TRUST),
        "trusted": series.latest([row for row in rows if row.indicator.code == TRUST]),
    }
