"""The values of an indicator as data: everything that has been published, what was corrected too, with source and method."""

from monitoring.indicators.models import Indicator
from monitoring.values.models import IndicatorValue
from programme.imports.tables import to_csv

HEADS = [
    "Код", "Показатель", "Единица", "Чьё", "Период", "Значение", "Нижняя граница", "Верхняя граница", "Состояние", "Опубликовано",
    "Источник", "Причина исправления или почему нет данных", "Метод",
]  # fmt: skip


def table_of(indicator: Indicator) -> bytes:
    """One row a value; an empty cell is «нет данных»."""
    rows = IndicatorValue.objects.filter(indicator=indicator, status__in=IndicatorValue.PUBLIC).select_related(
        "indicator"
    )
    return to_csv([HEADS, *(_line(row) for row in rows.order_by("subject", "year", "part", "pk"))])


def _line(row: IndicatorValue) -> list[str]:
    assert row.published_at is not None, "public values have their moment"
    numbers = [
        "" if number is None else row_number(number, row.indicator.places) for number in (row.value, row.low, row.high)
    ]
    return [
        row.indicator.code, row.indicator.title, row.indicator.unit, row.subject_title, str(row.period), *numbers,
        row.get_status_display(), f"{row.published_at:%d.%m.%Y}", row.source, row.note, row.indicator.method,
    ]  # fmt: skip


def row_number(number: object, places: int) -> str:
    """With a comma, without spaces: a spreadsheet reads it as a number."""
    return f"{number:.{places}f}".replace(".", ",")
