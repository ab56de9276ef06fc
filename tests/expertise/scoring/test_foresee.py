"""Other numbers and other weights on real sheets: what would have been concluded, without touching what was."""

from typing import Any

import pytest

from expertise.models import Expertise
from expertise.scoring import foresight
from programme.models import Regulation
from programme.regulations import scales, schema
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import City


def version(**changes: Any) -> Regulation:
    """A version that is not adopted (`__` stands for a point)."""
    named = {path.replace("__", "."): value for path, value in changes.items()}
    return Regulation(code="main", version=0, data=schema.with_changes(Regulation.in_force().data, named))


@pytest.fixture
def published(city: City) -> Expertise:
    """Professional totals 60 and 80, public 50 and 80: P = 70, O = 65, E = 68."""
    expertise = scored(city, professional=(6, 8), public=(5, 8))
    met(city, expertise)
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)
    return Expertise.objects.get(pk=expertise.pk)


def test_before_anything_is_published_there_is_nothing_to_reckon(city: City) -> None:
    expertise = scored(city, professional=(6, 8), public=(5, 8))
    other = version(expertise__rework_from="60")
    assert [effect.words for effect in foresight.foresee(version(), other)] == [
        "Опубликованных экспертиз ещё нет: пересчитывать нечего."
    ], f"{expertise} is nobody's business yet"
    assert foresight.foresee(version(), version(appeal__members=7)) == [], "other numbers are not ours"


def test_another_threshold_ends_otherwise(published: Expertise) -> None:
    assert (published.score, published.outcome) == (68, "recommend")
    high = [{"up_to": None, "score": "69"}]
    (effect,) = foresight.foresee(version(), version(expertise__thresholds=high))
    assert "другой вывод был бы у 1." in effect.words
    assert effect.lines == (
        f"«{published.object_title}» № {published.conclusion.number}: рекомендовать (68,00) → доработать (68,00)",
    )
    heavy = version(
        expertise__weights__professional="0.8", expertise__weights__public="0.2", expertise__thresholds=high
    )
    (effect,) = foresight.foresee(version(expertise__thresholds=high), heavy)
    assert "доработать (68,00) → рекомендовать (69,00)" in effect.lines[0]
    (effect,) = foresight.foresee(version(), version(expertise__rework_from="51"))
    assert (effect.lines, "у 0." in effect.words) == ((), True)
    assert Expertise.objects.get(pk=published.pk).outcome == "recommend"


def test_other_weights_of_the_same_criteria(published: Expertise) -> None:
    rows = scales.rows_of(published.professional_criteria.criteria.all())
    lighter = [dict(row) for row in rows]
    lighter[0]["weight"], lighter[1]["weight"] = "2.50", "0.50"
    (effect,) = foresight.foresee_criteria("KN1", rows, lighter)
    assert "другой вывод был бы у 0." in effect.words, "every sheet has given the same to all criteria"
    (effect,) = foresight.foresee_criteria("KN1", rows, rows[1:])
    assert "прошлые оценки на них не перенести" in effect.words
    (effect,) = foresight.foresee_criteria("KN4", rows, rows)
    assert "пересчитывать нечего" in effect.words, "nothing was assessed by that set"


def test_few_questions(published: Expertise, django_assert_max_num_queries: Any) -> None:
    old, new = version(), version(expertise__rework_from="51")
    with django_assert_max_num_queries(5):
        foresight.foresee(old, new)
