"""Experts speak to each other under numbers when all sheets are in; a mark is changed once, with its reason, and both are printed."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from casework.models import Notification
from expertise.invariants import INVARIANTS
from expertise.models import DebateRemark, ExpertAssignment, Expertise, MarkChange, ScoreSheet
from expertise.scoring.assessment import assess
from tests.expertise.conftest import GROUND, City
from tests.promises import offenders_of
from tests.story import press

pytestmark = pytest.mark.django_db


def page(who: Any, address: str) -> tuple[int, str]:
    client = Client()
    client.force_login(who, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get(address)
    return answer.status_code, " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_experts_speak_under_numbers_and_a_mark_is_changed_once(city: City) -> None:
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    address = f"/expertise/{expertise.pk}/debate/"
    marks = {"professional": [(9, 7, 7, 7, 7, 7, 7, 7, 7, 7), (2, 8, 8, 8, 8, 8, 8, 8, 8, 8)], "public": [(7,), (7,)]}
    for assignment in group:
        city.assess(assignment, *marks[assignment.expert.track].pop())
        still = page(group[0].expert.person, address)[0], page(city.coordinator, address)[0]
        assert still == ((404, 404) if assignment != group[-1] else (200, 200)), "blind until the last sheet is in"
    expertise = Expertise.objects.get(pk=expertise.pk)
    assert expertise.status == "deviation"
    before = assess(expertise).score
    professional = [row for row in group if row.expert.track == "professional"]
    first, second = professional
    assert page(city.head, address)[0] == page(city.expert().person, address)[0] == 404
    criterion = second.expertise.criteria_of("professional").criteria.first()
    assert "большое расхождение" in page(first.expert.person, f"{address}say/")[1]
    press(first.expert.person, f"{address}say/", status=422, criterion=criterion.pk, text="мало")
    press(
        first.expert.person,
        f"{address}say/",
        criterion=criterion.pk,
        text="Расчёт в приложении занижен вдвое, посмотрите строку 4.",
    )
    press(city.coordinator, f"{address}say/", text="Прошу обоих назвать строку сметы.")
    press(second.expert.person, f"{address}say/", criterion=criterion.pk, text="Согласен, строку 4 я не учёл.")
    told = page(second.expert.person, address)[1]
    names = [row.expert.person.get_full_name() for row in group if row != second]
    first = ExpertAssignment.objects.get(pk=first.pk)
    assert first.pseudonym in told and "Координатор" in told and not any(name in told for name in names)
    assert Notification.objects.filter(person=first.expert.person, event__contains=":debate:").count() == 1, (
        "one a day, whoever speaks"
    )

    mine = ScoreSheet.objects.counting().get(assignment=second)
    value = mine.scores.get(criterion=criterion).value
    changed = {"criterion": criterion.pk, "value": "6", "ground": GROUND}
    press(second.expert.person, f"{address}mark/", status=422, **{**changed, "ground": "Потому что."})
    press(second.expert.person, f"{address}mark/", status=422, **{**changed, "value": str(value)})
    press(second.expert.person, f"{address}mark/", **changed)
    press(second.expert.person, f"{address}mark/", status=422, **{**changed, "value": "7"})
    press(city.coordinator, f"{address}mark/", status=404, **changed)
    now = ScoreSheet.objects.counting().get(assignment=second)
    assert (now.edition, now.total - mine.total) == (2, (6 - value) * criterion.weight)
    assert assess(expertise).score != before and Decimal(0) < assess(expertise).score
    with pytest.raises(DatabaseError), transaction.atomic():
        MarkChange.objects.update(after=9)
    city.do(expertise, "convene", held_on=f"{timezone.localdate():%Y-%m-%d}", place="14:00, зал 2")
    finals = city.assignments(expertise, "final")
    comments = {f"comment_{row.criterion}": GROUND for row in assess(expertise).discrepancies}
    city.do(
        expertise, "consolidate", present=[str(row.pk) for row in finals], leading=str(first.pk), proceedings="Согласились.", **comments
    )  # fmt: skip
    press(first.expert.person, f"{address}say/", status=422, text="Ещё одно слово после совещания.")
    with pytest.raises(DatabaseError, match="between the last sheet"), transaction.atomic():
        DebateRemark.objects.create(expertise=expertise, assignment=first, text="Поздно", said_on=timezone.localdate())
    texts = dict.fromkeys(("compliance", "social", "economic", "legal", "risks", "recommendations"), GROUND)
    city.do(expertise, "draft_conclusion", **texts)
    snapshot = expertise.drafts.latest().snapshot
    (change,) = snapshot["changed_marks"]
    assert (change["before"], change["after"], change["expert"]) == (
        value,
        6,
        ScoreSheet.objects.get(pk=now.pk).assignment.pseudonym,
    )
    assert "строку 4" not in str(snapshot), "what was said stays in the group"
    assert offenders_of(INVARIANTS) == {}
