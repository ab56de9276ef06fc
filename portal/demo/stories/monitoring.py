"""Indicators: years of a series with a gap and a correction, four cities and an index, a value nobody has checked yet, the nightly count."""

from decimal import Decimal
from functools import partial
from itertools import islice
from typing import Any

from django.db import transaction

from casework import workdays
from monitoring.counts import actions as counts
from monitoring.indicators import periods
from monitoring.models import Indicator, IndicatorValue
from monitoring.values import actions, forms
from portal.demo.people import World
from portal.demo.player import Story
from portal.demo.words import read
from programme.lists import actions as lists
from programme.models import ListVersion

CAPACITY = "аналитик"
BOTH_BOUNDS = ("low", "high")


def whole(world: World) -> Story:
    """One analyst enters, the other checks; what was public and wrong stays beside its correction."""
    words = read("monitoring.toml")
    yield world.days.at(46, 10)
    cities = _add_cities(world, words["cities"])
    yield world.days.at(45, 10)
    for row in words["years"]:
        for ago, figure in zip(range(len(row["values"]), 0, -1), row["values"], strict=True):
            _check(world, _enter(world, row, "city", figure, ago, note="" if figure else words["no_data"]))
    yield world.days.at(40, 11)
    trust = words["years"][0]
    _check(world, _enter(world, trust, "city", "41.5", 2, note=words["correction"]))
    yield world.days.at(30, 12)
    for row in words["compared"]:
        for subject, figure in zip(("city", *cities), row["values"], strict=True):
            _check(world, _enter(world, row, subject, figure, 1, note="" if figure else words["no_data"]))
    yield world.days.at(2, 16)
    _enter(world, words["unchecked"], words["unchecked"]["subject"], words["unchecked"]["value"], 1)
    yield world.days.at(1, 20)
    counts.count_all()


def _add_cities(world: World, rows: list[dict[str, str]]) -> list[str]:
    """The office writes them into its directory; the keys of the subjects."""
    last = ListVersion.latest("cities")
    new = [{**row, "ended": False} for row in rows]
    with transaction.atomic():
        lists.change_list(
            last, by=world.people["admin"], version=last.version, rows=[*last.rows, *new], valid_from=workdays.local_date(),
            ground="Условные города для показа, распоряжение № 31",
        )  # fmt: skip
    return [f"other:{row['code']}" for row in rows]


def _enter(world: World, row: dict[str, Any], subject: str, figure: str, ago: int, note: str = "") -> IndicatorValue:
    """IND-01 by the first analyst, of the year that ended so many years ago."""
    indicator = Indicator.objects.get(code=row["code"])
    period = next(islice(periods.finished(indicator.period, workdays.local_date()), ago - 1, None))
    answers: dict[str, Any] = {
        "subject_key": subject, "period": period.key, "given": "yes" if figure else "no", "number": figure, "source": row["source"], "note": note,
    }  # fmt: skip
    if figure and "spread" in row:
        sides = (Decimal(figure) - Decimal(row["spread"]), Decimal(figure) + Decimal(row["spread"]))
        answers |= dict(zip(BOTH_BOUNDS, map(str, sides), strict=True))
    made: IndicatorValue = world.actor.act(
        world.people["analyst"], None, CAPACITY, forms.EnterForm, partial(actions.enter, indicator), indicator, **answers
    )  # fmt: skip
    return made


def _check(world: World, value: IndicatorValue) -> None:
    """IND-02 by the other one."""
    world.actor.answer(world.people["statistics"], value.case, "check", outcome="agree")
