"""Scoring: lengths, drafts, returns, lateness and replacement, immutability, two at once."""

import threading
from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse

from casework import sweeping
from expertise.expertises import overdue
from expertise.models import CriterionScore, ExpertAssignment, Expertise, ScoreSheet
from expertise.scoring import forms as scoring_forms
from tests.clock import Clock
from tests.expertise.conftest import GROUND, City, fresh, sheet
from tests.story import press, step


def test_grounds_must_be_long_and_longer_at_the_extremes(city: City) -> None:
    city.register()
    expertise = city.request()
    [first, *_] = city.gather(expertise)
    city.open_materials(first)
    criteria = list(expertise.criteria_of(first.expert.track).criteria.all())
    short = sheet(first, 7) | {
        f"ground_{criteria[0].pk}": "мало",
        f"value_{criteria[1].pk}": "9",
        f"ground_{criteria[1].pk}": "x" * 199,
    }
    form = city.send(city.of(expertise, "score", first), first.expert.person, **short | {"conclusion": "x" * 499})
    assert form.errors == {
        f"ground_{criteria[0].pk}": ["Нужно не меньше 100 знаков, сейчас 4."],
        f"ground_{criteria[1].pk}": ["Нужно не меньше 200 знаков, сейчас 199."],
        "conclusion": ["Нужно не меньше 500 знаков, сейчас 499."],
    }


def test_spaces_do_not_make_a_ground_longer(city: City) -> None:
    assert scoring_forms.length("  а   б \n\n в ") == 5


def test_materials_open_by_an_act_of_their_own(city: City, client) -> None:
    city.register()
    expertise = city.request()
    [first, *_] = city.gather(expertise)
    client.force_login(fresh(first.expert.person))
    waiting = city.of(expertise, "open_materials", first)
    page = client.get(waiting.get_absolute_url()).content.decode()
    assert "Текст заявки" not in page
    assert ExpertAssignment.objects.get(pk=first.pk).status == "accepted"
    assert not ExpertAssignment.objects.reading(first.expert.person).exists()
    client.post(waiting.get_absolute_url(), {"_token": str(uuid4())})
    assert ExpertAssignment.objects.get(pk=first.pk).status == "in_progress"
    page = client.get(city.of(expertise, "score", first).get_absolute_url()).content.decode()
    assert "Текст заявки, который читают только эксперты" in page and "/attachments/1/" in page
    assert ExpertAssignment.objects.reading(first.expert.person).get() == first


def test_sheet_is_returned_once_and_the_new_edition_leaves_the_old_one_alone(city: City) -> None:
    city.register()
    expertise = city.request()
    [first, *_] = city.gather(expertise)
    city.open_materials(first)
    city.score(first, 5)
    waiting = city.of(expertise, "accept_sheet", first)
    form = city.send(waiting, city.coordinator, verdict="return", remark="")
    assert form.errors == {"remark": ["Напишите, что не соответствует методике."]}
    city.send(waiting, city.coordinator, verdict="return", remark="Оценка 5 не следует из обоснования.")
    assert ExpertAssignment.objects.get(pk=first.pk).status == "returned"
    assert scoring_forms.ScoreForm.initial_for(first)["recommendation"] == "recommend"
    city.score(first, 6, node="correct")
    again = city.of(expertise, "accept_sheet", first)
    form = city.send(again, city.coordinator, verdict="return", remark="Ещё раз.")
    assert "verdict" in form.errors
    city.take(first)
    assert [(row.edition, row.total) for row in first.sheets.order_by("edition")] == [
        (1, Decimal("50.00")),
        (2, Decimal("60.00")),
    ]
    assert [row.edition for row in ScoreSheet.objects.counting().filter(assignment=first)] == [2]


def test_sheet_is_accepted_by_itself_after_two_working_days(city: City, clock: Clock) -> None:
    city.register()
    expertise = city.request()
    [first, *_] = city.gather(expertise)
    city.open_materials(first)
    city.score(first, 5)
    clock.move_to(step(expertise.case, "accept_sheet").due_at + timedelta(minutes=2))
    while sweeping.sweep():
        continue
    assert ExpertAssignment.objects.get(pk=first.pk).status == "final"


def test_submitted_rows_never_change(city: City) -> None:
    city.register()
    expertise = city.request()
    [first, *_] = city.gather(expertise)
    city.open_materials(first)
    city.score(first, 5)
    row = CriterionScore.objects.filter(sheet__assignment=first).first()
    for change in (
        lambda: CriterionScore.objects.filter(pk=row.pk).update(value=9),
        lambda: CriterionScore.objects.filter(pk=row.pk).delete(),
        lambda: ScoreSheet.objects.filter(assignment=first).update(total=99),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    with pytest.raises(IntegrityError), transaction.atomic():
        CriterionScore.objects.create(sheet=row.sheet, criterion=row.criterion, value=11, ground=GROUND)


def late(city: City, expertise: Expertise, clock: Clock) -> None:
    """The scoring term and three more working days have passed."""
    due = max(row.due_at for row in city.open(expertise, "score") + city.open(expertise, "open_materials"))
    clock.move_to(due + timedelta(minutes=1))
    overdue.sweep()
    clock.move_to(due + timedelta(days=9))


@pytest.mark.parametrize("has_opened", [True, False])
def test_overdue_expert_is_replaced_and_the_others_go_on(city: City, clock: Clock, has_opened: bool) -> None:
    city.register(professional=5, public=5)  # by lot the first of the group is of either track, and two must remain
    expertise = city.request()
    first, *others = city.gather(expertise)
    if has_opened:
        city.open_materials(first)
    for assignment in others:
        city.assess(assignment, 7)
    first = ExpertAssignment.objects.get(pk=first.pk)
    page = reverse("assignment_replace", args=[first.pk])
    early = press(city.coordinator, page, status=422, reason="Рано.")
    assert "через три рабочих дня после просрочки" in early and "Рано." in early
    late(city, expertise, clock)
    assert "Напишите, почему эксперт заменяется." in press(city.coordinator, page, status=422, reason=" ")
    assert "Эксперт отстранён." in press(city.coordinator, page, reason="Лист не сдан.")
    assert city.nodes(expertise) == ["find_replacement"]

    waiting = city.the(expertise, "find_replacement")
    rows = waiting.task.flow_task.form(
        None, subject=ExpertAssignment.objects.get(pk=first.pk), by=city.coordinator
    ).rows
    city.do(expertise, "find_replacement", expert=str(rows[0][0].expert.pk))
    [refusing] = city.assignments(expertise, "proposed")
    city.accept(refusing, answer="decline", refusal="Занят.")
    assert city.nodes(expertise) == ["find_replacement"]
    city.do(expertise, "find_replacement", expert=str(rows[1][0].expert.pk))
    [newcomer] = city.assignments(expertise, "proposed")
    city.accept(newcomer)
    city.assess(ExpertAssignment.objects.get(pk=newcomer.pk), 7)

    expertise = Expertise.objects.get(pk=expertise.pk)
    assert (expertise.status, city.nodes(expertise)) == ("deviation", ["convene"])
    chain = [row.status for row in city.assignments(expertise) if row.pk in (first.pk, refusing.pk, newcomer.pk)]
    assert chain == ["replaced", "declined", "final"]


@pytest.mark.dated
def test_overdue_expert_may_still_submit(city: City, clock: Clock) -> None:
    city.register()
    expertise = city.request()
    first, *_ = city.gather(expertise)
    late(city, expertise, clock)
    assert ExpertAssignment.objects.get(pk=first.pk).status == "overdue"
    city.open_materials(first)
    city.score(first, 6)
    assert ExpertAssignment.objects.get(pk=first.pk).status == "submitted"


@pytest.mark.django_db(transaction=True)
def test_two_experts_submit_at_once_and_nothing_is_lost(city: City) -> None:
    city.register()
    expertise = city.request()
    group = city.gather(expertise)
    for assignment in group:
        city.open_materials(assignment)
    errors: list[BaseException] = []
    barrier = threading.Barrier(len(group))

    def submit(assignment: ExpertAssignment) -> None:
        try:
            barrier.wait()
            city.score(assignment, 7)
        except BaseException as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=submit, args=[assignment]) for assignment in group]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert ScoreSheet.objects.count() == 4 and CriterionScore.objects.count() == 32
    for assignment in group:
        city.take(assignment)
    assert Expertise.objects.get(pk=expertise.pk).status == "deviation"
    assert city.nodes(expertise) == ["convene"]
