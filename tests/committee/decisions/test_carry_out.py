"""Points of a decision are instructions with an executor, a term and a controller (регламент 3.5.4, DC-12); conditions come first (PP-26)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from casework import door, workdays
from casework.door import Refused
from casework.queue import run_pending
from committee.decisions import actions
from committee.models import Decision, DecisionPoint
from execution.models import Undertaking
from tests.committee.conftest import again, answer, closed, convened, decided, opened, released, sign_by_all, try_answer
from tests.execution.conftest import offenders as broken
from tests.execution.conftest import photo
from tests.paper import text_of
from tests.story import NotAsked, make_member, make_organization, make_person, post, waiting_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def executor(db: None):
    """An organisation with somebody who works for it, and somebody who does not."""
    yield make_member(make_organization("МБУ «Дворы»")), make_member(make_organization("ООО «Чужое»"))
    assert broken() == {}


def due(days: int = 30):
    return workdays.local_date() + timedelta(days=days)


def adopted(committee: Any, item: Any, clock: Any, **motion: Any) -> Decision:
    """A question of an organisation, decided; the decision waits to be drawn up."""
    item(concerned=["role:auditor"])
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get(), text="Поддержать проект.\nПодготовить перечень дворов.", **motion)
    meeting = closed(committee, meeting)
    sign_by_all(meeting.minutes)
    sign_by_all(meeting.lines.get().extract)
    return Decision.objects.get()


def step_of(who: Any, row: Undertaking, node: str, files: Any = None, **data: Any) -> None:
    waiting = waiting_of(who, row.case, node)
    form = door.act_on_task(
        waiting.pk, by=who, token=None, form_of=lambda step, subject: step.form(post(data), files, subject=subject, by=who)
    )  # fmt: skip
    assert form.is_valid(), form.errors
    run_pending()


def carry_out(who: Any, secretary: Any, row: Undertaking, outcome: str = "done") -> None:
    step_of(who, row, "accept")
    failed = {"admits_failure": "on"} if outcome == "failed" else {}
    step_of(
        who,
        row,
        "report",
        {"file_1": photo()},
        done_text="Перечень составлен полностью.",
        caption_1="перечень",
        **failed,
    )
    step_of(secretary, row, "check", outcome=outcome, remarks="" if outcome == "done" else "Перечня нет.")


def page_of(person: Any, address: str) -> str:
    client = Client()
    if person:
        client.force_login(person, BACKEND)
    return client.get(address).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_a_point_is_carried_out_and_the_decision_is_executed(committee, item, clock, executor):
    worker, outsider = executor
    secretary = committee.secretary.person
    adopted(committee, item, clock)
    form = try_answer(secretary, "draw_up", point_1=2, who_1="МБУ «Дворы»")
    assert "due_1" in form.errors
    answer(secretary, "draw_up", point_1=2, who_1="МБУ «Дворы»", due_1=f"{due()}", proof_1="перечень с адресами")
    decision = Decision.objects.get()
    assert not Undertaking.objects.exists(), "nobody is asked before it binds"
    paper = sign_by_all(decision.document)
    assert "МБУ «Дворы»" in text_of(paper) and "перечень с адресами" in text_of(paper)
    decision = again(decision)
    row = DecisionPoint.objects.get().undertaking
    assert (decision.status, row.title, row.due_on) == ("in_force", "Подготовить перечень дворов.", due())
    assert row.source == f"Решение № {decision.document.number}, пункт 2"

    assert row.title not in page_of(None, "/undertakings/"), "the decision is not public yet"
    assert row.title in page_of(committee.members[0].person, "/undertakings/")
    assert row.title not in page_of(outsider, "/undertakings/")
    released(committee, Decision.objects.get().line.meeting)
    assert row.title in page_of(None, f"/undertakings/?q={decision.document.number}")
    assert "поручения</a>" in page_of(secretary, decision.get_absolute_url())

    with pytest.raises(NotAsked):
        step_of(outsider, row, "accept")
    with pytest.raises(Refused):
        actions.execute(again(decision), by=secretary)
    carry_out(worker, secretary, row)
    answer(secretary, "execute")
    decision = again(decision)
    run_pending()
    assert (decision.status, decision.is_in_force, decision.execution.is_public) == ("executed", True, True)
    assert "Выполнено" in text_of(again(decision.execution))


def test_what_nobody_carried_out_leaves_the_decision_published(committee, item, clock, executor):
    worker, _ = executor
    secretary = committee.secretary.person
    adopted(committee, item, clock)
    answer(secretary, "draw_up", point_1=2, who_1=worker.email, due_1=f"{due()}")
    sign_by_all(Decision.objects.get().document)
    released(committee, Decision.objects.get().line.meeting)
    row = Undertaking.objects.get()
    assert row.person == worker and worker.last_name not in page_of(None, row.get_absolute_url())
    carry_out(worker, secretary, row, "failed")
    assert Decision.objects.get().status == "published"


def test_an_overdue_instruction_is_seen_by_everybody_and_dropped_by_a_decision(committee, item, clock, executor):
    secretary = committee.secretary.person
    adopted(committee, item, clock)
    answer(secretary, "draw_up", point_1=2, who_1="МБУ «Дворы»", due_1=f"{due(3)}")
    sign_by_all(Decision.objects.get().document)
    released(committee, Decision.objects.get().line.meeting)
    row = Undertaking.objects.get()
    clock.move_to(workdays.end_of(workdays.add(row.due_on, 2)))
    assert "Просрочено: 1" in page_of(None, "/undertakings/")
    assert "просрочено на 2 рабочих дня" in page_of(None, row.get_absolute_url())
    client = Client()
    client.force_login(executor[0], BACKEND)
    assert client.get(f"{row.get_absolute_url()}drop/").status_code == 404
    client.force_login(secretary, BACKEND)
    client.post(f"{row.get_absolute_url()}drop/", {"ground": "Решение № 2.1-2026: перечень больше не нужен."})
    assert Undertaking.objects.get().status == "dropped"
    run_pending()
    assert Decision.objects.get().status == "published"


def test_a_conditional_decision_comes_into_force_when_its_condition_is_met(committee, item, clock, executor):
    worker, _ = executor
    secretary = committee.secretary.person
    adopted(committee, item, clock, conditions="Представить согласие жителей.")
    form = try_answer(secretary, "draw_up", point_1="")
    assert "Пункт 3 — условие" in str(form.errors)
    answer(secretary, "draw_up", point_1=3, who_1="МБУ «Дворы»", due_1=f"{due()}")
    sign_by_all(Decision.objects.get().document)
    decision, row = Decision.objects.get(), Undertaking.objects.get()
    assert (decision.status, decision.item.is_concluded, row.is_condition) == ("signed", False, True)
    assert row.title == "Представить согласие жителей."
    released(committee, decision.line.meeting)
    assert decision.status == "signed", "its sitting has gone out without it"
    carry_out(worker, secretary, row)
    run_pending()
    decision = again(decision)
    assert (decision.status, decision.item.is_concluded) == ("in_force", False)
    answer(secretary, "publish_decision")
    decision = again(decision)
    assert (decision.status, decision.item.is_concluded) == ("published", True)


def test_without_its_condition_a_decision_never_comes_into_force(committee, item, clock, executor):
    worker, _ = executor
    secretary = committee.secretary.person
    adopted(committee, item, clock, conditions="Представить согласие жителей.\nНайти подрядчика.")
    answer(
        secretary, "draw_up", point_1=3, who_1="МБУ «Дворы»", due_1=f"{due()}", point_2=4, who_2="МБУ «Дворы»", due_2=f"{due()}",
    )  # fmt: skip
    sign_by_all(Decision.objects.get().document)
    first, second = Undertaking.objects.order_by("pk")
    carry_out(worker, secretary, first, "failed")
    run_pending()
    decision = Decision.objects.get()
    assert (decision.status, decision.revoked_ground) == ("revoked", "условие не выполнено: пункт 3")
    assert again(second).status == "dropped"


def test_the_database_keeps_what_the_decision_says(committee, item, clock, executor):
    secretary = committee.secretary.person
    adopted(committee, item, clock)
    answer(secretary, "draw_up", point_1=2, who_1="МБУ «Дворы»", due_1=f"{due()}")
    sign_by_all(Decision.objects.get().document)
    make_person()
    for change in ({"due_on": due(60)}, {"undertaking": None}):
        with pytest.raises(DatabaseError), transaction.atomic():
            DecisionPoint.objects.update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        DecisionPoint.objects.all().delete()
