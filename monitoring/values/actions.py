"""A value is entered, checked, returned, put right, published, corrected, withdrawn (IND-01…IND-08)."""

from decimal import Decimal
from typing import Any

from django.utils import timezone

from casework import door, roles, workdays
from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from monitoring.indicators import subjects
from monitoring.indicators.models import Indicator
from monitoring.indicators.parts import Figure, total
from monitoring.indicators.periods import Period
from monitoring.values.facts import may_enter
from monitoring.values.models import IndicatorValue
from programme.models import Person

Status = IndicatorValue.Status


def enter(
    indicator: Indicator, *, by: Person, subject: str, period: Period, value: Decimal | None, source: str, low: Decimal | None = None,
    high: Decimal | None = None, note: str = "",
) -> IndicatorValue:  # fmt: skip
    """IND-01: of a period that is over; over a published value it is a correction, with a reason. `value` None is «нет данных»."""
    if indicator.is_computed:
        raise Refused("Этот показатель вычисляется сам: внести его значение не может никто.")
    if indicator.closed_at or not may_enter(indicator, by):
        raise Refused("Значения этого показателя вносят аналитик и тот, кто их представляет, пока он не закрыт.")
    if subjects.scope_of(subject) not in indicator.scopes:
        raise Refused(f"Значений такого рода у показателя нет: {indicator.scopes_in_words}.")
    if period.last >= workdays.local_date():
        raise Refused("Этот период ещё не кончился: его значение вносят после последнего дня.")
    key = {"indicator": indicator, "subject": subject, "year": period.year, "part": period.part}
    if IndicatorValue.objects.in_work().filter(**key).exists():
        raise Refused("Значение этого периода уже вносят: откройте его на странице показателя.")
    corrects = IndicatorValue.objects.published().filter(**key).first()
    if (corrects or value is None) and not note:
        raise Refused("Напишите причину: почему прежнее значение исправляют или почему данных нет.")
    made = IndicatorValue.objects.create(
        **key, value=value, low=low, high=high, source=source, note=note, corrects=corrects, author=by
    )
    record(made, "enter", f"Внесено: {made}, {made.figure}", by=by, after=made.status, ground=note)
    door.open_case(made, by)
    return made


def check(value: IndicatorValue, *, by: Person, outcome: str, remark: str = "") -> None:
    """IND-02 or IND-03 by an analyst who did not enter it; whatever is checked after its day is published at once."""
    if value.author_id == by.pk:
        raise Refused("Это значение внесли вы: его проверит другой аналитик.")
    value.checked_by = by
    if outcome == "return":
        value.remark = remark
        move(value.send_back, f"Возвращено: {value}", by=by, ground=remark)
        return
    move(value.check_in, f"Проверено: {value}", by=by)
    if value.indicator.publish_day(value.period) <= workdays.local_date():
        _publish(value)


def fix(
    value: IndicatorValue, *, by: Person, number: Decimal | None, source: str, low: Decimal | None = None, high: Decimal | None = None,
    note: str = "",
) -> None:  # fmt: skip
    """IND-04: the author answers the remark."""
    if (value.corrects_id or number is None) and not note:
        raise Refused("Напишите причину: почему прежнее значение исправляют или почему данных нет.")
    value.value, value.low, value.high, value.source, value.note = number, low, high, source, note
    value.checked_by = None
    move(value.fix, f"Исправлено по замечанию: {value}, {value.figure}", by=by)


def publish(value: IndicatorValue) -> None:
    """IND-05: its day has come, and whoever entered it hears of it."""
    _publish(value)
    notify(
        f"person:{value.author_id}", f"value:{value.pk}:published", "Значение показателя опубликовано",
        f"{value}: {value.figure}.", value.indicator.get_absolute_url(),
    )  # fmt: skip


def _publish(value: IndicatorValue) -> None:
    """IND-05, and IND-07 for what it corrects: one published value of a period at any moment, and both are kept."""
    if value.corrects_id:
        _supersede(IndicatorValue.objects.select_for_update().get(pk=value.corrects_id), value.note)
    move(value.publish, f"Опубликовано: {value}, {value.figure}", at=timezone.now())
    count_indexes(value)


def _supersede(value: IndicatorValue, ground: str) -> None:
    move(value.supersede, f"Исправлено новым значением: {value}", ground=ground)


def withdraw(value: IndicatorValue, *, by: Person, remark: str) -> None:
    """IND-08: nobody publishes it; another may be entered."""
    if value.status not in IndicatorValue.IN_WORK:
        raise Refused("Снять можно значение, которое ещё не опубликовано. Опубликованное исправляют новым.")
    if roles.ANALYST not in by.capacity_keys():
        raise Refused("Значение снимает аналитик.")
    value.remark = remark
    move(value.withdraw, f"Снято: {value}", by=by, ground=remark)
    door.notify_waiters(value)


def compute(
    indicator: Indicator, *, subject: str, period: Period, value: Decimal | None, counted: dict[str, Any], low: Decimal | None = None,
    high: Decimal | None = None,
) -> IndicatorValue | None:  # fmt: skip
    """IND-06: what has been counted, once the period is over and its day has come; over another figure a correction. None: nothing new."""
    key = {"indicator": indicator, "subject": subject, "year": period.year, "part": period.part}
    last = IndicatorValue.objects.select_for_update().published().filter(**key).first()
    if last and (last.value, last.low, last.high, last.counted) == (value, low, high, counted):
        return None
    note = f"Пересчитано {workdays.local_date():%d.%m.%Y}: изменилось то, из чего оно считается." if last else ""
    if last:
        _supersede(last, note)
    made = IndicatorValue.objects.create(
        **key, value=value, low=low, high=high, counted=counted, source=indicator.source, note=note, corrects=last,
        is_computed=True, status=Status.PUBLISHED, published_at=timezone.now(),
    )  # fmt: skip
    record(made, "compute", f"Вычислено: {made}, {made.figure}", after=made.status, payload=counted)
    return made


def count_indexes(value: IndicatorValue) -> list[IndicatorValue]:
    """IND-06 for what is put together from this value: once every part is public and the day of the index has come. What is new."""
    code, period, made = value.indicator.code, value.period, list[IndicatorValue | None]()
    for index in Indicator.objects.measured().filter(parts__contains=[{"code": code}]):
        if value.subject_scope in index.scopes and index.publish_day(period) <= workdays.local_date():
            made.append(_count_index(index, value.subject, period))
    return [row for row in made if row]


def _count_index(index: Indicator, subject: str, period: Period) -> IndicatorValue | None:
    codes = [row["code"] for row in index.weights]
    rows = IndicatorValue.objects.published().filter(
        indicator__code__in=codes, subject=subject, year=period.year, part=period.part
    )
    known = {row.indicator.code: row for row in rows.select_related("indicator")}
    if len(known) < len(codes):
        return None
    figures = {code: Figure(row.value, row.low, row.high) for code, row in known.items() if row.value is not None}
    figure, unit = total(index.weights, figures), Decimal(1).scaleb(-4)
    value, low, high = ((number.quantize(unit) if number is not None else None) for number in (
        (figure.value, figure.low, figure.high) if figure else (None, None, None)
    ))  # fmt: skip
    counted = {
        f"{known[row['code']].indicator} ({row['code']}), вес {row['weight']} %": known[row["code"]].figure
        for row in index.weights
    }
    return compute(index, subject=subject, period=period, value=value, low=low, high=high, counted=counted)
