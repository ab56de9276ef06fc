"""A sheet is checked before it is sent and may be taken back until the coordinator has answered (EA-14)."""

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from casework import workdays
from expertise.expertises import overdue
from expertise.models import ExpertAssignment, Expertise, ScoreSheet
from journal.models import Entry
from journal.record import key
from programme.models import Person
from tests.clock import Clock
from tests.expertise.conftest import GROUND, SEVENTY_ONE, City, fresh, sheet
from tests.expertise.test_promises import broken


def words(page: Any) -> str:
    """The text of a page without its tags."""
    return re.sub(
        r"\s+", " ", re.sub(r"<[^>]+>", " ", page.content.decode()).replace("&nbsp;", " ").replace("\u00a0", " ")
    )


def as_person(person: Person) -> Client:
    client = Client()
    client.force_login(fresh(person))
    return client


def take_back(client: Client, assignment: ExpertAssignment) -> Any:
    return client.post(f"/expertise/assignments/{assignment.pk}/take-back/", {"_token": str(uuid4())}, follow=True)


@pytest.fixture
def group(city: City) -> list[ExpertAssignment]:
    """A confirmed group whose first member is professional and has opened the materials."""
    city.register()
    rows = sorted(city.gather(city.request()), key=lambda row: row.expert.track)
    city.open_materials(rows[0])
    return rows


def test_sheet_is_checked_with_its_total_before_it_is_sent(city: City, group: list[ExpertAssignment]) -> None:
    first = group[0]
    url = city.of(first.expertise, "score", first).get_absolute_url()
    desk = as_person(first.expert.person)
    empty = desk.get(url)
    assert "Итог: 0,00 из 100; оценено 0 из 10" in words(empty)
    assert "Текст заявки, который читают только эксперты" in words(empty), "the materials are on the page of the sheet"

    half = {name: value for name, value in sheet(first, *SEVENTY_ONE).items() if name.startswith("value")}
    first_three = dict(list(half.items())[:3])
    desk.post(url, {**first_three, "_draft": "1", "_version": "0"})
    # 1,5·7 + 1,5·7 + 1·8
    assert "Итог: 29,00 из 100; оценено 3 из 10" in words(desk.get(url)), "without scripts: as of the last save"

    review = desk.post(url, {**sheet(first, *SEVENTY_ONE), "_send": "1", "_version": "1"})
    assert review.status_code == 200 and "Ничего ещё не отправлено" in words(review)
    assert (
        "Итог листа 71,00" in words(review)
        and "рекомендовать" in words(review)
        and GROUND.strip()[:60] in words(review)
    )
    assert not ScoreSheet.objects.exists()

    sent = desk.post(url, {"_confirmed": "1", "_version": "2", "_token": str(uuid4())}, follow=True)
    assert "пока он не ответил, лист можно отозвать" in words(sent)
    assert ScoreSheet.objects.get().total == Decimal("71.00")


def test_sheet_is_taken_back_changed_and_sent_again(city: City, group: list[ExpertAssignment]) -> None:
    first, other = group[0], group[1]
    expertise = first.expertise
    city.score(first, 5)
    desk = as_person(first.expert.person)
    assert f"/expertise/assignments/{first.pk}/take-back/" in desk.get(expertise.get_absolute_url()).content.decode()
    for outsider in (other.expert.person, city.coordinator, city.head):
        assert take_back(as_person(outsider), first).status_code == 404
    assert ExpertAssignment.objects.get(pk=first.pk).status == "submitted"

    assert "Лист отозван" in words(take_back(desk, first))
    taken = ExpertAssignment.objects.get(pk=first.pk)
    assert (taken.status, taken.taken_back, city.open(expertise, "accept_sheet")) == ("in_progress", 1, [])
    entry = Entry.objects.get(subject=key(first), verb="take_back")
    assert (entry.actor, entry.before, entry.after) == (first.expert.person, "submitted", "in_progress")
    page = desk.get(city.of(expertise, "score", taken).get_absolute_url())
    assert "Итог: 50,00 из 100; оценено 10 из 10" in words(page), "nothing of the sheet is lost"
    assert broken() == []

    city.score(taken, 6)
    again = city.of(expertise, "accept_sheet", taken)
    city.send(again, city.coordinator, verdict="return", remark="Оценка не следует из обоснования.")
    assert ExpertAssignment.objects.get(pk=first.pk).status == "returned", "a sheet taken back has not been returned"
    city.score(taken, 7, node="correct")
    assert "Лист отозван" in words(take_back(desk, first))
    city.score(ExpertAssignment.objects.get(pk=first.pk), 8)
    form = city.send(city.of(expertise, "accept_sheet", taken), city.coordinator, verdict="return", remark="Снова.")
    assert "verdict" in form.errors, "returned once is returned once"
    city.take(taken)
    assert [row.total for row in ScoreSheet.objects.counting().filter(assignment=first)] == [Decimal("80.00")]
    assert [row.edition for row in first.sheets.order_by("edition")] == [1, 2, 3, 4]
    assert broken() == []

    late = take_back(desk, first)
    assert (late.status_code, ExpertAssignment.objects.get(pk=first.pk).status) == (422, "final")
    assert "Отозвать лист уже нельзя: координатор ответил на него." in words(late)


def test_term_goes_on_with_the_days_that_were_left(city: City, group: list[ExpertAssignment], clock: Clock) -> None:
    first, other = group[0], group[1]
    begun = city.of(first.expertise, "score", first)
    noon = begun.due_at - timedelta(hours=12)  # a clock that ticks on does not reach another day
    clock.move_to(noon - timedelta(days=7))
    city.score(first, 5)
    take_back(as_person(first.expert.person), first)
    assert city.of(first.expertise, "score", first).due_at == begun.due_at
    city.score(first, 5)
    clock.move_to(noon - timedelta(days=5))
    city.open_materials(other)
    assert city.of(first.expertise, "score", other).due_at == begun.due_at, "everybody has their own days"
    take_back(as_person(first.expert.person), first)
    due_at = city.of(first.expertise, "score", first).due_at
    assert workdays.left(due_at) == workdays.between(
        workdays.local_date(noon - timedelta(days=7)), workdays.local_date(noon)
    )
    clock.move_to(due_at + timedelta(minutes=1))
    overdue.sweep()
    assert ExpertAssignment.objects.get(pk=first.pk).status == "overdue" and broken() == []


def test_nobody_counts_a_withdrawal_that_has_not_happened(city: City, group: list[ExpertAssignment]) -> None:
    city.score(group[0], 5)
    with pytest.raises(DatabaseError), transaction.atomic():
        ExpertAssignment.objects.filter(pk=group[0].pk).update(taken_back=1)
    assert Expertise.objects.get(pk=group[0].expertise_id).status == "evaluating"
