"""The least mean of a criterion, where the set says so: no recommendation and no award without it, whatever the score; the verifier counts it too."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from documents.evidence import facts
from expertise.invariants import INVARIANTS
from expertise.models import Expertise
from expertise.scoring.facts import light_facts
from programme.models import CriteriaSet
from programme.regulations import actions, scales
from quality_mark.models import Renewal
from quality_mark.ranking.inputs import Entry
from quality_mark.ranking.inputs import Rules as PlaceRules
from quality_mark.ranking.places import rank, replay
from quality_mark.renewals.actions import may_be_renewed
from tests.dossiers import verify
from tests.expertise.asking.test_ask import page
from tests.expertise.conclusions.test_conclude import TEXTS, met, scored, signed
from tests.expertise.conftest import City
from tests.expertise.scoring import test_assessment as assessment
from tests.promises import offenders_of

pytestmark = pytest.mark.django_db


def asks_for(code: str, least: int) -> None:
    """A new version of the set whose first criterion must reach this mean."""
    rows = scales.rows_of(CriteriaSet.in_force(code).criteria.all())
    assert scales.faults([{**rows[0], "least": 11}, *rows[1:]]) == [
        "Критерий 1: минимум средней оценки — целое число от 1 до 10."
    ]
    new = [{**rows[0], "least": least}, *rows[1:]]
    assert [line.words for line in scales.differences(rows, new)] == [
        f"«{rows[0]['title']}» — минимум средней оценки: не задан → {least}"
    ]
    actions.adopt_criteria(code=code, rows=new, valid_from=timezone.localdate(), ground="решение комитета")


def test_a_project_below_the_least_of_a_criterion_is_reworked_though_its_score_is_high(city: City) -> None:
    asks_for("KN1", 6)
    low, enough = (5, *[9] * 9), (6, *[9] * 9)
    expertise = scored(city, professional=(low, enough), public=(8, 8))
    assert "ниже минимума" not in page(city.head, expertise.get_absolute_url())
    assert "средняя ниже минимума 6" in page(city.coordinator, f"/expertise/{expertise.pk}/matrix/")
    met(city, expertise)
    assert "минимума 6" in page(city.coordinator, city.the(expertise, "draft_conclusion").get_absolute_url())
    city.do(expertise, "draft_conclusion", **TEXTS)
    city.do(expertise, "object", by=city.head, answer="agree")
    leading = Expertise.objects.get(pk=expertise.pk).leading
    city.do(expertise, "approve", by=leading.expert.person, verdict="approve")
    signed(expertise)
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert expertise.score > expertise.threshold and (expertise.status, expertise.outcome) == ("published", "rework")
    missing = "средняя оценка 5,50 ниже минимума 6"
    assert missing in page(city.head, expertise.get_absolute_url()), "the applicant learns what was missing"
    snapshot = expertise.conclusion.snapshot
    assert missing in str(snapshot["result"]["below"]) and missing in str(snapshot["result"]["steps"])
    [fact] = json.loads(json.dumps(snapshot[facts.KEY]))
    verify.recount(fact)
    for change in ({"below": []}, {"outcome": "recommend"}):
        with pytest.raises(verify.Fault):
            verify.recount({**fact, "outputs": {**fact["outputs"], **change}})
    for sheet in fact["inputs"]["sheets"]:
        sheet["marks"] = [{**mark, "least": None} for mark in sheet["marks"]]
    with pytest.raises(verify.Fault, match="минимумов в наборе нет"):
        verify.recount({**fact, "outputs": {**fact["outputs"], "outcome": "recommend"}})
    assert offenders_of(INVARIANTS) == {}
    with connection.cursor() as cursor:  # somebody writes past the triggers
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE expertise_expertise SET outcome = 'recommend'")
        cursor.execute("SET LOCAL session_replication_role = origin")
    assert "I-5" in offenders_of(INVARIANTS)


def test_an_entry_below_the_least_takes_its_place_without_an_award_and_no_mark_is_renewed(city: City) -> None:
    asks_for("KN4", 8)
    expertise = assessment.scored(city, (7, *[9] * 8), (7, *[9] * 8), (9, *[9] * 8))
    [words] = expertise.below
    assert "7,67 ниже минимума 8" in words and expertise.score > 80
    fact = json.loads(json.dumps(light_facts(expertise, "К-1")))
    verify.recount(fact)
    with pytest.raises(verify.Fault):
        verify.recount({**fact, "outputs": {**fact["outputs"], "below": []}})

    assert not may_be_renewed(Renewal(score=expertise.score, threshold=Decimal(80), expertise=expertise))
    rules = PlaceRules(Decimal(80), Decimal(70), Decimal(60), 1, Decimal(85), 2)
    first = Entry(1, "К-1", "Первая", expertise.score, timezone.now(), below=(words,))
    second = replace(
        first, pk=2, number="К-2", score=Decimal(81), registered_at=first.registered_at + timedelta(1), below=()
    )
    ranking = rank([first, second], rules)
    assert [(place.pk, place.level) for place in ranking.places] == [(1, "participant"), (2, "mark")]
    assert words in ranking.places[0].words and replay(ranking.facts).fingerprint == ranking.fingerprint
    counted = verify.ranking(
        {"entries_min": 2, "quota": 1, "mark": "80", "diploma_1": "70", "diploma_2": "60", "single_entry": "85"},
        ranking.facts["inputs"],
    )
    assert [row["level"] for row in counted["places"]] == ["participant", "mark"]
