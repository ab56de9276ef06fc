"""What lower rooms may know of a series: asked by its code, answered with the city's last figure."""

from collections.abc import Iterable

from casework.counting import Series
from monitoring.indicators import subjects
from monitoring.indicators.models import Indicator
from monitoring.values import series
from monitoring.values.models import IndicatorValue


def of_codes(codes: Iterable[str]) -> dict[str, Series]:
    """The series behind the codes, closed ones too."""
    indicators = {row.code: row for row in Indicator.objects.filter(code__in=codes)}
    rows = list(
        IndicatorValue.objects.published()
        .filter(indicator__in=indicators.values(), subject=subjects.CITY)
        .select_related("indicator")
    )
    return {
        code: _series(row, [value for value in rows if value.indicator_id == row.pk])
        for code, row in indicators.items()
    }


def _series(indicator: Indicator, rows: list[IndicatorValue]) -> Series:
    last = series.latest(rows)
    figure = "" if last is None or last.is_missing else last.figure
    value = last.row.value if last and last.row else None
    return Series(
        indicator.code, indicator.title, indicator.get_absolute_url(), indicator.unit, figure, str(last.period) if last else "", value,
        indicator.direction == Indicator.Direction.DOWN,
    )  # fmt: skip
