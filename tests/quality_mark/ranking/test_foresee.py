"""Other thresholds on the scores of entries that have been awarded."""

from typing import Any

import pytest

from programme.models import Regulation
from programme.regulations import schema
from quality_mark.ranking import foresight
from tests.quality_mark.holders import Holders

pytestmark = pytest.mark.django_db


def thresholds(**levels: str) -> Regulation:
    changes = {f"contest.thresholds.{level}": score for level, score in levels.items()}
    return Regulation(code="main", version=0, data=schema.with_changes(Regulation.in_force().data, changes))


def test_other_thresholds_reach_other_levels(clock: Any, django_assert_max_num_queries: Any) -> None:
    town = Holders(clock)
    old, new = thresholds(), thresholds(mark="86")
    assert foresight.foresee(old, old) == []
    assert [effect.words for effect in foresight.foresee(old, new)] == [
        "Конкурсов с итогами ещё не было: сравнивать нечего."
    ]
    bread = town.entry("Хлеб")
    town.results(Хлеб="mark")
    with django_assert_max_num_queries(1):
        (effect,) = foresight.foresee(old, new)
    assert "другой уровень по баллу был бы у 1" in effect.words
    assert effect.lines == (f"№ {bread.number} «Хлеб», 85,00: Знак качества → Диплом I степени",)
    (effect,) = foresight.foresee(old, thresholds(diploma_2="61"))
    assert effect.lines == ()
