"""One address for every task: right person, right moment, once."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, connections, transaction
from django.test import Client

from casework import door
from casework.models import Draft, Notification, Waiting
from documents.models import Document
from negotiations.models import NegotiationPlatform, Proposal
from portal.management.commands.check_invariants import broken
from programme.periods import today
from tests.story import application, make_person, post, waiting_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser(person) -> Client:
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


@pytest.fixture
def check(desk):
    """An open check of a submitted proposal."""
    proposal = desk.submitted()
    return waiting_of(desk.secretary, proposal.case, "check")


def test_the_question_is_shown_to_whom_it_is_asked_and_does_not_exist_for_others(desk, check):
    assert browser(desk.secretary).get(f"/tasks/{check.pk}/").status_code == 200
    for outsider in (desk.chairwoman, desk.chair, make_person()):
        assert browser(outsider).get(f"/tasks/{check.pk}/").status_code == 404
        assert browser(outsider).post(f"/tasks/{check.pk}/", {"outcome": "admit"}).status_code == 404
    assert Client().get(f"/tasks/{check.pk}/").status_code == 302
    assert not Waiting.objects.of(AnonymousUser()).exists()


def test_a_superuser_may_do_nothing_that_is_not_theirs(desk, check):
    superuser = make_person(is_superuser=True, is_staff=True)
    assert browser(superuser).post(f"/tasks/{check.pk}/", {"outcome": "admit"}).status_code == 404
    assert Waiting.objects.open().filter(pk=check.pk).exists()


def test_only_get_head_and_post_are_answered(desk, check):
    client = browser(desk.secretary)
    assert client.head(f"/tasks/{check.pk}/").status_code == 200
    for method in ("put", "patch", "delete", "options"):
        assert getattr(client, method)(f"/tasks/{check.pk}/").status_code == 405


def test_a_double_click_is_one_click(desk, check):
    client, data = browser(desk.secretary), {"outcome": "admit", "_token": str(uuid4())}
    answers = [client.post(f"/tasks/{check.pk}/", data) for _ in range(2)]
    assert [(answer.status_code, answer.url) for answer in answers] == [(302, check.case_url)] * 2
    assert Document.objects.filter(title="О допуске проектного предложения").count() == 1


def test_a_second_answer_by_somebody_else_learns_who_was_first_and_changes_nothing(desk, check):
    colleague = make_person("platform_secretary", last_name="Вторая")
    browser(desk.secretary).post(f"/tasks/{check.pk}/", {"outcome": "admit", "_token": str(uuid4())})
    page = browser(colleague).post(f"/tasks/{check.pk}/", {"outcome": "reject", "_token": str(uuid4())})
    assert page.status_code == 409
    assert "Секретарёва" in page.content.decode()
    assert Proposal.objects.get().status == "admitted"


def test_a_question_that_is_wrongly_answered_comes_back_with_everything_typed(desk, check):
    page = browser(desk.secretary).post(f"/tasks/{check.pk}/", {"outcome": "reject", "explanation": "коротко"})
    text = page.content.decode()
    assert page.status_code == 422
    assert "коротко" in text
    assert "Укажите стоп-основание" in text
    assert "<title>Ошибка: " in text
    assert Draft.objects.get(task_id=check.pk).fields["explanation"] == ["коротко"]


def test_the_draft_is_kept_as_it_is_typed_and_another_tab_is_noticed(desk):
    proposal = desk.begin()
    waiting = waiting_of(desk.chairwoman, proposal.case, "submit")
    client, url = browser(desk.chairwoman), f"/tasks/{waiting.pk}/draft/"
    first = client.post(url, {"goal": "Начало"}, headers={"X-Draft-Version": "0"})
    second = client.post(url, {"goal": "Начало и середина"}, headers={"X-Draft-Version": "1"})
    stale = client.post(url, {"goal": "Из другой вкладки"}, headers={"X-Draft-Version": "1"})
    assert (first.json()["version"], second.json()["version"], stale.status_code) == (1, 2, 409)
    assert Draft.objects.get(task_id=waiting.pk).fields == {"goal": ["Начало и середина"]}
    page = client.get(f"/tasks/{waiting.pk}/").content.decode()
    assert "Начало и середина" in page
    assert "Ошибка:" not in page
    assert browser(desk.secretary).post(url, {"goal": "Чужое"}, headers={"X-Draft-Version": "2"}).status_code == 404


def test_answers_are_shown_once_more_and_what_is_confirmed_is_what_was_reviewed(desk):
    proposal = desk.begin()
    waiting = waiting_of(desk.chairwoman, proposal.case, "submit")
    client, url = browser(desk.chairwoman), f"/tasks/{waiting.pk}/"
    review = client.post(url, application())
    assert review.status_code == 200
    assert "Проверьте ответы" in review.content.decode()
    assert Proposal.objects.get(pk=proposal.pk).status == "draft"
    version = str(Draft.objects.get(task_id=waiting.pk).version)

    client.post(f"{url}draft/", application(goal="x" * 120), headers={"X-Draft-Version": version})
    again = client.post(url, {"_confirmed": "1", "_version": version, "_token": str(uuid4())})
    assert "x" * 120 in again.content.decode()
    assert Proposal.objects.get(pk=proposal.pk).status == "draft"

    done = client.post(url, {"_confirmed": "1", "_version": str(int(version) + 1), "_token": str(uuid4())}, follow=True)
    assert Proposal.objects.get(pk=proposal.pk).status == "formal_check"
    assert "Заявка подана и зарегистрирована" in done.content.decode()


def test_one_event_is_one_message_to_one_person(desk, check):
    events = Notification.objects.values_list("event", "person").order_by("event", "person")
    assert len(events) == len(set(events))
    assert Notification.objects.filter(person=desk.secretary, event=f"task:{check.pk}").count() == 1


@pytest.mark.django_db(transaction=True)
def test_eight_clients_on_one_task_make_one_act(desk):
    proposal = desk.submitted()
    check = waiting_of(desk.secretary, proposal.case, "check")
    answers: list[int] = []
    start = threading.Barrier(8)

    def click() -> None:
        client = browser(desk.secretary)
        start.wait()
        answers.append(client.post(f"/tasks/{check.pk}/", {"outcome": "admit", "_token": str(uuid4())}).status_code)
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [302] + [409] * 7
    assert Document.objects.filter(title="О допуске проектного предложения").count() == 1
    assert broken() == []


@pytest.mark.django_db(transaction=True)
def test_eight_identical_posts_of_a_new_proposal_make_one_draft(desk):
    data = {"organization": desk.tos.pk, "platform": desk.platform.pk, "title": "Один раз", "_token": str(uuid4())}
    answers: list[tuple[int, str]] = []
    start = threading.Barrier(8)

    def click() -> None:
        client = browser(desk.chairwoman)
        start.wait()
        answer = client.post("/proposals/new/", data)
        answers.append((answer.status_code, answer.url))
        connections.close_all()

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Proposal.objects.count() == 1
    assert set(answers) == {(302, Proposal.objects.get().get_absolute_url())}


@pytest.mark.django_db(transaction=True)
def test_a_case_that_stays_locked_answers_503_and_nothing_has_happened(desk, monkeypatch):
    monkeypatch.setattr("casework.locking.WAIT", "100ms")
    proposal = desk.submitted()
    check = waiting_of(desk.secretary, proposal.case, "check")
    locked, release = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM viewflow_process WHERE id = %s FOR UPDATE", [check.process_id])
            locked.set()
            release.wait(10)
        connections.close_all()

    holder = threading.Thread(target=hold)
    holder.start()
    locked.wait(10)
    page = browser(desk.secretary).post(f"/tasks/{check.pk}/", {"outcome": "admit"})
    release.set()
    holder.join()
    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert Proposal.objects.get().status == "formal_check"


def test_an_action_that_refuses_changes_nothing_and_says_why(desk):
    proposal = desk.begin()
    waiting = waiting_of(desk.chairwoman, proposal.case, "submit")
    NegotiationPlatform.objects.update(
        accepts_from=today() - timedelta(days=9), accepts_until=today() - timedelta(days=1)
    )
    form = door.act_on_task(
        waiting.pk,
        by=desk.chairwoman,
        token=None,
        form_of=lambda node, subject: node.form(post(application()), None, subject=subject, by=desk.chairwoman),
    )
    assert "Окно приёма на площадке закрылось" in str(form.errors)
    assert Proposal.objects.get().versions.count() == 0
    assert not Document.objects.exists()
