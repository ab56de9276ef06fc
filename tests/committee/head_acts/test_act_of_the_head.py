"""A decision that binds only by an act of the Head of the city: the letter with a draft, the act with its copy, or no act (DC-04, DC-06, DC-07)."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casework import workdays
from casework.models import Notification, Waiting
from committee.models import Decision, IssuedAct
from documents.models import Document
from tests.committee.conftest import (
    act_of_the_head,
    again,
    answer,
    closed,
    convened,
    decided,
    opened,
    person,
    released,
    sign_by_all,
    task_of,
    try_answer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.dated]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def clerk(db):
    return person("clerk")


@pytest.fixture
def applicant(db):
    return person(last_name="Заявителев")


@pytest.fixture
def pending(committee, item, clock, settings, clerk, applicant):
    """A decision that both have signed in a city that binds such decisions to an act."""
    settings.REQUIRES_HEAD_ACT = ["support"]
    item(concerned=[f"person:{applicant.pk}"])
    convened(committee)
    meeting = opened(committee, clock)
    decided(committee, meeting.lines.get())
    sign_by_all(closed(committee, meeting).minutes)
    answer(committee.secretary.person, "draw_up")
    sign_by_all(Decision.objects.get().document)
    return Decision.objects.get()


def page(address, who=None):
    browser = Client()
    if who:
        browser.force_login(who, backend=BACKEND)
    answered = browser.get(address)
    return answered.status_code, b"".join(answered).decode(errors="replace").replace("\N{NO-BREAK SPACE}", " ")


def test_the_secretary_asks_for_the_act_and_the_clerk_enters_it(committee, pending, clerk, applicant, settings):
    assert (pending.status, pending.needs_act, pending.in_force_at) == ("pending_act", True, None)
    assert "Ожидает акта Главы города" in page(pending.document.check_path)[1]
    secretary, day = committee.secretary.person, pending.document.date
    letter = task_of(secretary, "request_act")
    assert workdays.local_date(letter.due_at) == workdays.add(workdays.local_date(letter.opened_at), 5)
    settings.REQUIRES_HEAD_ACT = []  # the city has changed its mind: what is signed already waits for its act all the same
    assert "points" in try_answer(secretary, "request_act", points=" ").errors
    answer(secretary, "request_act", points="Поддержать проект.\nКонтроль возложить на заместителя.")
    paper = again(pending).act_request
    assert (paper.kind, paper.snapshot["draft"]) == (
        "notice",
        {"title": pending.item.outcome_title, "points": ["Поддержать проект.", "Контроль возложить на заместителя."]},
    )
    waiting = task_of(clerk, "enter_act")
    assert workdays.local_date(waiting.due_at) == workdays.add(workdays.local_date(waiting.opened_at), 20)

    early = act_of_the_head(day - timedelta(days=1))
    assert "не может быть раньше решения" in try_answer(clerk, "enter_act", **early).errors.as_text()
    late = act_of_the_head(workdays.local_date() + timedelta(days=1))
    assert "ещё не наступила" in try_answer(clerk, "enter_act", **late).errors.as_text()
    bare = {name: value for name, value in act_of_the_head(day).items() if name != "copy"}
    assert "Приложите копию" in try_answer(clerk, "enter_act", **bare).errors.as_text()
    program = SimpleUploadedFile("17-р.pdf", b"MZ\x90\x00")
    assert "не подходит" in try_answer(clerk, "enter_act", **act_of_the_head(day, copy=program)).errors.as_text()

    answer(clerk, "enter_act", **act_of_the_head(day))
    decision, act = again(pending), IssuedAct.objects.get()
    assert (decision.status, decision.act) == ("in_force", f"распоряжение Главы города № 17-р от {day:%d.%m.%Y}")
    assert decision.act == str(act) and act.entered_by == clerk
    assert f"Вступило в силу: {act}" in page(decision.document.check_path)[1]
    assert not Waiting.objects.open().filter(title="Выпустить решение").exists(), "it goes out with its sitting"

    copy = reverse("decision_act", args=[decision.pk])
    assert [page(copy, who)[0] for who in (None, applicant, clerk, secretary)] == [404, 404, 200, 200]
    meeting = released(committee, decision.line.meeting)
    assert [page(copy, who)[0] for who in (None, applicant)] == [200, 200]
    status, sitting = page(meeting.get_absolute_url())
    assert (status, str(act) in sitting, copy in sitting, paper.get_absolute_url() in sitting) == (
        200,
        True,
        True,
        False,
    )
    assert paper.get_absolute_url() in page(meeting.get_absolute_url(), secretary)[1]


def test_without_an_act_the_decision_never_binds_and_whoever_it_concerns_is_told(committee, pending, clerk, applicant):
    answer(committee.secretary.person, "request_act")
    meeting = released(committee, pending.line.meeting)
    assert "откроется, когда издан акт Главы города" in page(meeting.get_absolute_url())[1]
    assert "Укажите, почему акт не издан." in try_answer(clerk, "enter_act", is_issued="no").errors.as_text()
    answer(clerk, "enter_act", is_issued="no", ground="Нет средств в бюджете.")
    decision, paper = again(pending), again(pending.document)
    assert (decision.status, decision.revoked_ground, decision.in_force_at) == (
        "revoked",
        "Нет средств в бюджете.",
        None,
    )
    assert paper.is_annulled and "Нет средств в бюджете." in paper.annulled_reason
    assert "Не вступило в силу" in page(paper.check_path)[1]
    letter = Document.objects.visible_to(applicant).get(title="Об отмене решения: акт Главы города не принят")
    assert (letter.snapshot["grounds"], letter.snapshot["addressee"]) == (
        ["Нет средств в бюджете."],
        [applicant.get_full_name()],
    )
    assert Notification.objects.filter(person=applicant, event=f"item:{decision.item_id}:no_act").count() == 1
    assert "Решение не вступило в силу и отменено." in page(meeting.get_absolute_url())[1]
    assert "Нет средств в бюджете." in page(meeting.get_absolute_url(), committee.secretary.person)[1]
    assert not Waiting.objects.open().filter(process=decision.case.pk).exists()


def test_the_database_lets_nothing_bind_without_its_act(pending, clerk):
    rows, now = Decision.objects.filter(pk=pending.pk), timezone.now()
    facts = {"genre": "order", "number": "1", "name": "1.pdf", "kind": "pdf", "size": 1, "sha256": "0" * 64, "entered_by": clerk,
             "entered_at": now, "decision": pending}  # fmt: skip
    with pytest.raises(DatabaseError, match="has not been entered"), transaction.atomic():
        rows.update(status="in_force", in_force_at=now, act="№ 1")
    with pytest.raises(DatabaseError, match="not before the day"), transaction.atomic():
        IssuedAct.objects.create(day=pending.document.date - timedelta(days=1), **facts)
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        rows.update(needs_act=False)
    with pytest.raises(DatabaseError, match="decision_in_force_by_the_act_it_needs"), transaction.atomic():
        IssuedAct.objects.create(day=pending.document.date, **facts)
        rows.update(status="in_force", in_force_at=now)
    with pytest.raises(DatabaseError, match="pgtrigger"), transaction.atomic():
        IssuedAct.objects.create(day=pending.document.date, **facts)
        IssuedAct.objects.update(day=pending.document.date + timedelta(days=9))
