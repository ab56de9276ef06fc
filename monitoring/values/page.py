"""What the pages of indicators show, to whom."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from casework import roles, workdays
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from monitoring.counts import asking
from monitoring.indicators import periods, subjects
from monitoring.indicators.models import Indicator
from monitoring.indicators.periods import Period
from monitoring.reporting import page as reporting
from monitoring.surveys import series as waves
from monitoring.values import chart, series
from monitoring.values.facts import ENTRY, may_enter
from monitoring.values.models import IndicatorValue
from programme.access import Visitor, holds, keys_of
from programme.models import Regulation

LOOKED_BACK = 2  # periods in which a value is still awaited


@dataclass(frozen=True)
class Awaited:
    """A period of which the city has no value yet, and the last day of entering it."""

    indicator: Indicator
    period: Period
    last: date
    is_late: bool


def listed() -> list[tuple[Indicator, series.Point | None]]:
    """Every indicator that is measured, with what the city has published last."""
    rows: dict[int, list[IndicatorValue]] = defaultdict(list)
    for row in IndicatorValue.objects.published().filter(subject=subjects.CITY).select_related("indicator"):
        rows[row.indicator_id].append(row)
    return [(indicator, series.latest(rows[indicator.pk])) for indicator in Indicator.objects.measured()]


def of_indicator(indicator: Indicator, person: Visitor, wanted: str) -> dict[str, Any]:
    """A series with its picture and table; the last figures of everybody else; what is in work, for those who may know."""
    rows = list(IndicatorValue.objects.published().filter(indicator=indicator).select_related("indicator"))
    by_subject: dict[str, list[IndicatorValue]] = defaultdict(list)
    for row in rows:
        by_subject[row.subject].append(row)
    known = sorted(by_subject, key=subjects.order)
    subject = wanted if wanted in by_subject else known[0] if known else subjects.CITY
    shown = series.points(indicator, by_subject[subject])
    return {
        "indicator": indicator,
        "points": shown[::-1],
        "picture": chart.draw(shown, indicator.places),
        "subject": subject,
        "subject_title": subjects.title(subject),
        "subjects": [(key, subjects.title(key)) for key in known],
        "others": _others(indicator, by_subject) if len(known) > 1 else [],
        "corrected": _corrected(indicator, subject),
        "in_work": _in_work(indicator, person),
        "parts": _parts(indicator),
        "reports": reporting.of_indicator(indicator),
        "asked": waves.of_indicator(indicator.code) if not indicator.is_computed else [],
        "running": asking.running(indicator) if indicator.query and not indicator.closed_at else None,
        "may_enter": may_enter(indicator, person),
        "may_close": holds(person, roles.ANALYST) and indicator.closed_at is None and not indicator.query,
    }


def _others(indicator: Indicator, by_subject: dict[str, list[IndicatorValue]]) -> list[dict[str, Any]]:
    """The newest period that anybody has, subject by subject of the same kind, with places."""
    newest = max((row.year, row.part) for rows in by_subject.values() for row in rows)
    figures = {
        subject: next((row for row in rows if (row.year, row.part) == newest), None)
        for subject, rows in by_subject.items()
    }
    places = series.places({key: row.value if row else None for key, row in figures.items()}, indicator.direction)
    period = indicator.period_of(*newest)
    return [
        {"key": key, "title": subjects.title(key), "point": series.Point(period, figures[key]), "place": places.get(key)}
        for key in sorted(figures, key=subjects.order)
    ]  # fmt: skip


def _corrected(indicator: Indicator, subject: str) -> list[IndicatorValue]:
    rows = IndicatorValue.objects.filter(indicator=indicator, subject=subject, status=IndicatorValue.Status.SUPERSEDED)
    return list(rows.select_related("indicator").prefetch_related("corrections").order_by("-year", "-part", "-pk")[:50])


def _in_work(indicator: Indicator, person: Visitor) -> list[IndicatorValue]:
    if indicator.is_computed or not person.is_authenticated:
        return []
    return list(
        IndicatorValue.objects.visible_to(person).in_work().filter(indicator=indicator).select_related("indicator")
    )


def _parts(indicator: Indicator) -> list[tuple[Indicator, int]]:
    known = {row.code: row for row in Indicator.objects.filter(code__in=[row["code"] for row in indicator.weights])}
    return [(known[row["code"]], row["weight"]) for row in indicator.weights]


def desk() -> dict[str, Any]:
    """What analysts have before them: values in work, and those that are awaited for the periods that ended last."""
    return {
        "in_work": list(IndicatorValue.objects.in_work().select_related("indicator", "author").order_by("pk")),
        "awaited": awaited(workdays.local_date()),
        "reports": reporting.awaited(),
    }


def awaited(today: date) -> list[Awaited]:
    """(indicator, period) without a value of the city, with the last day of entering it, the oldest first."""
    entered = set(
        IndicatorValue.objects.exclude(status="withdrawn")
        .filter(subject=subjects.CITY)
        .values_list("indicator", "year", "part")
    )
    days = Regulation.in_force().term(ENTRY).days
    lines = [
        _awaited(indicator, period, workdays.add(period.last, days), today)
        for indicator in Indicator.objects.measured().filter(is_computed=False, scopes__contains=[subjects.CITY])
        for period in islice(periods.finished(indicator.period, today), LOOKED_BACK)
        if (indicator.pk, period.year, period.part) not in entered
    ]
    return sorted(lines, key=lambda line: (line.last, line.indicator.code))


def _awaited(indicator: Indicator, period: Period, last: date, today: date) -> Awaited:
    """Nobody is late with what ended before the indicator was there."""
    return Awaited(indicator, period, last, last < today and period.last >= workdays.local_date(indicator.adopted_at))


def of_value(value: IndicatorValue, person: Visitor) -> dict[str, Any]:
    """One value with its course."""
    waitings = list(Waiting.objects.open().filter(process=value.case).order_by("pk")) if not value.is_computed else []
    return {
        "value": value,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, set(keys_of(person))),
        "timeline": timeline(history(value)),
        "publish_day": value.indicator.publish_day(value.period),
        "may_withdraw": holds(person, roles.ANALYST) and value.status in IndicatorValue.IN_WORK,
        "correction": value.corrections.first(),
        "sees_names": holds(person, roles.ANALYST, roles.AUDITOR),
        "is_own": person.is_authenticated and value.author_id == person.pk,
    }
