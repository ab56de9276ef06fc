"""A topic from its announcement to its summary, each way a message can go, and whoever has no business there (CS-01…CS-09, MS-01…MS-10)."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.models import Notification
from consultations.messages import actions as messages
from consultations.models import Answer, Message, Topic
from consultations.topics import actions as topics
from consultations.topics.page import answered_share
from journal.record import key
from tests.consultations.conftest import PROPOSAL, Talk, now, offenders
from tests.settled import slack
from tests.story import (
    BACKEND,
    NotAsked,
    answer,
    application,
    begin,
    make_member,
    make_organization,
    make_person,
    make_platform,
    press,
    step,
)

pytestmark = pytest.mark.django_db
QUESTION = "Когда начнётся ремонт входа и закроют ли на это время читальный зал?"


def read(address: str, who=None) -> str:
    client = Client()
    if who:
        client.force_login(who, BACKEND)
    response = client.get(address)
    assert response.status_code == 200, response.status_code
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


def fill(who, address: str, **data) -> str:
    """Fill a form in, after it has been sent empty."""
    press(who, address, status=422)
    return press(who, address, **data)


def test_a_window_with_answers_ends_in_a_summary(talk: Talk):
    topic = talk.announce(is_begun=False)
    assert (topic.status, topic.starts_on) == ("announced", workdays.add(workdays.local_date(), 1))
    assert workdays.between(topic.starts_on, topic.ends_on) == 9, "ten working days with the first"
    press(talk.author, f"/consultations/{topic.pk}/write/", status=422, kind="proposal", text=PROPOSAL)
    press(talk.author, f"/consultations/{topic.pk}/write/", status=422)
    topic = talk.outlast(topic, "wait_start")
    assert topic.is_open
    message = talk.write(topic)
    assert PROPOSAL not in read(topic.get_absolute_url()) and PROPOSAL in read(topic.get_absolute_url(), talk.author)
    talk.check(message)
    question, opinion = (
        talk.write(topic, text, kind)
        for text, kind in ((QUESTION, "question"), ("А мне нравится как есть.", "opinion"))
    )
    talk.check(question), talk.check(opinion)
    page = read(topic.get_absolute_url())
    assert PROPOSAL in page and "житель города" in page and talk.author.last_name not in page
    assert talk.reply(message).status == "answered"
    assert Notification.objects.filter(person=talk.author, title__contains="учтено").exists()
    topic = talk.outlast(topic, "listen")
    answer(talk.owner, topic.case, "summarise", refused=True, lead="")
    talk.reply(question, "explained", "С июня по август; зал переедет на второй этаж.")
    answer(talk.owner, topic.case, "summarise", lead="Спасибо всем, кто написал.")
    topic = now(topic)
    assert topic.status == "closed" and re.fullmatch(r"СВ-\d{4}-001", topic.summary.number) and topic.summary.is_public
    rows = topic.summary.snapshot["discussion"]["rows"]
    assert [(row["number"], row["outcome"]) for row in rows] == [(1, "учтено"), (2, "разъяснено"), (3, "")]
    assert "100 %" in read(topic.get_absolute_url()) and "СВ-" in read("/consultations/own/", talk.author)
    press(
        talk.author,
        f"/consultations/{topic.pk}/write/",
        status=422,
        kind="proposal",
        text="Я опоздала, но всё-таки скажу.",
    )
    assert offenders() == {}


def test_a_window_in_which_nobody_wrote_closes_by_itself(talk: Talk):
    topic = talk.outlast(talk.announce(), "listen")
    assert topic.status == "closed" and topic.summary.snapshot["discussion"]["rows"] == []
    with pytest.raises(NotAsked):
        step(topic.case)


def test_the_summary_comes_out_without_answers_when_its_term_has_passed_twice(talk: Talk):
    topic = talk.announce()
    talk.check(talk.write(topic))
    late = talk.write(topic, QUESTION, "question")
    topic = talk.outlast(topic, "listen")
    assert topics.close_overdue() == 0
    talk.clock.move_to(workdays.end_of(workdays.add(topic.ends_on, 20)) + timedelta(hours=9))
    assert topics.close_overdue() == 1 and topics.close_overdue() == 0
    topic = now(topic)
    rows = topic.summary.snapshot["discussion"]["rows"]
    assert [(row["number"], row["is_checked"], row["text"], row["outcome"]) for row in rows] == [
        (1, True, [PROPOSAL], ""),
        (2, False, [], ""),
    ]
    door.recheck(step(topic.case).pk)
    with pytest.raises(NotAsked):
        step(topic.case)
    talk.check(late)
    assert offenders() == {}, "what was handed in within the window stands in the summary by its number (C7)"


def test_a_message_is_returned_once_refused_and_shown_by_another_moderator(talk: Talk):
    topic = talk.announce()
    message = talk.write(topic, "Позвоните моему соседу Петрову, он всё расскажет.")
    answer(talk.moderator, message.case, "moderate_message", refused=True, outcome="refuse", reason="", remark="")
    talk.check(message, "return", remark="Не называйте чужого имени, остальное хорошо.")
    answer(talk.author, message.case, "fix_message", text="Позвоните моему соседу, он всё расскажет.")
    form = answer(
        talk.moderator, message.case, "moderate_message", refused=True, outcome="return", remark="Ещё раз верну вам."
    )
    assert "outcome" in form.errors
    talk.check(message, "refuse", reason="off_topic", remark="Это не о входе в библиотеку.")
    assert "Петрову" not in read("/consultations/own/", talk.author)
    fill(talk.author, f"/consultations/messages/{message.pk}/complain/", complaint="Сосед как раз и делает этот вход.")
    with pytest.raises(Refused, match="другой модератор"):
        messages.review_complaint(now(message), by=talk.moderator, outcome="show")
    other = make_person("content_moderator", last_name="Вторая")
    answer(other, message.case, "review_complaint", outcome="show", remark="Вы правы: это по теме обсуждения.")
    assert now(message).status == "shown"
    talk.reply(message, "declined", "Позвонили: сосед ничего не знает о входе.")
    fill(
        other, f"/consultations/messages/{message.pk}/hide/", reason="personal", remark="Автор просит убрать сведения."
    )
    assert "сосед" not in read(topic.get_absolute_url())
    press(
        talk.author, f"/consultations/messages/{message.pk}/complain/", complaint="Верните, пожалуйста, моё сообщение."
    )
    answer(talk.moderator, message.case, "review_complaint", outcome="show", remark="Сведений о человеке там уже нет.")
    assert now(message).status == "answered"
    assert offenders() == {}


def test_what_is_not_mended_in_time_is_not_shown_and_what_is_withdrawn_is_nowhere(talk: Talk):
    topic = talk.announce()
    message = talk.write(topic)
    talk.check(message, "return", remark="Уберите чужой телефон, пожалуйста.")
    waiting = step(message.case, "fix_message")
    talk.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    assert (now(message).status, messages.may_complain(now(message))) == ("refused", False)
    press(
        talk.author,
        f"/consultations/messages/{message.pk}/complain/",
        status=422,
        complaint="Я была в отпуске, покажите.",
    )
    second = talk.write(topic, QUESTION, "question")
    press(talk.author, f"/consultations/messages/{second.pk}/withdraw/")
    press(talk.author, f"/consultations/messages/{second.pk}/withdraw/", status=422)
    with pytest.raises(NotAsked):
        step(second.case)
    assert QUESTION not in read(topic.get_absolute_url(), talk.author)


def test_nobody_checks_what_they_have_written_or_will_answer(talk: Talk):
    topic = talk.announce(answerer="role:content_moderator", owner="role:content_moderator")
    message = talk.write(topic)
    answer(talk.moderator, message.case, "moderate_message", refused=True, outcome="show")
    own = talk.write(talk.announce(kind="forum", object_key="", answerer="role:clerk"), by=talk.moderator)
    answer(talk.moderator, own.case, "moderate_message", refused=True, outcome="show")
    for stranger in (talk.author, talk.owner):
        with pytest.raises(NotAsked):
            answer(stranger, own.case, "moderate_message", outcome="show")
        press(stranger, f"/consultations/{own.topic_id}/end/", status=403, ground="Надоело мне это всё.")
    answer(make_person("content_moderator"), own.case, "moderate_message", outcome="show")
    fill(talk.moderator, f"/consultations/{own.topic_id}/end/", ground="Ремонт закончен, обсуждать больше нечего.")
    assert now(own.topic).status == "closed"
    for n in range(5):
        talk.write(topic, f"Сообщение номер {n}: поставьте пандус у входа.") if n else None
    press(
        talk.author,
        f"/consultations/{topic.pk}/write/",
        status=422,
        kind="proposal",
        text="И ещё одно, шестое сообщение подряд.",
    )


def test_a_window_is_extended_once_and_cancelled_with_a_reason(talk: Talk):
    topic = talk.announce()
    talk.write(topic)
    place = f"/consultations/{topic.pk}/"
    press(talk.owner, f"{place}extend/", status=422, days=11, ground="Люди в отпусках, просят подождать.")
    fill(talk.owner, f"{place}extend/", days=5, ground="Люди в отпусках, просят подождать.")
    assert now(topic).ends_on == workdays.add(topic.ends_on, 5)
    assert step(topic.case, "listen").due_at == workdays.end_of(now(topic).ends_on)
    press(talk.owner, f"{place}extend/", status=422, days=5, ground="Ещё немного, пожалуйста, подождём.")
    press(talk.author, f"{place}cancel/", status=403, ground="Мне не нравится этот вход.")
    fill(talk.owner, f"{place}cancel/", ground="Проект входа отозван заявителем.")
    assert now(topic).status == "cancelled"
    assert Notification.objects.filter(
        person=talk.author, title="Обсуждение отменено", text__contains="отозван"
    ).exists()


def test_reviews_and_a_window_are_opened_on_a_proposal_by_those_who_may(talk: Talk):
    organization = make_organization()
    head, secretary = make_member(organization), make_person("platform_secretary")
    proposal = begin(head, organization, make_platform(organization))
    draft = f"/consultations/on/window/{key(proposal)}/"
    press(secretary, draft, status=404)
    answer(head, proposal.case, "submit", **application())
    proposal = now(proposal)
    about = "Нужен ли этому двору пандус и где ему стоять?"
    press(secretary, draft, status=422, title="Пандус у дома", about=about, days=9)
    page = press(secretary, draft, title="Пандус у дома", about=about, days=12)
    assert proposal.title in page
    press(secretary, draft, status=404)
    window = Topic.objects.get(kind="window")
    assert window.object_version == proposal.version.sha256 and window.object_version
    reviews = f"/consultations/on/review/{key(proposal)}/"
    press(secretary, reviews, status=404)
    fill(talk.moderator, reviews, title="Отзывы о пандусе", about="Что вы думаете об этом проекте?")
    topic = Topic.objects.get(kind="review")
    for rating in (1, 5):
        talk.check(talk.write(topic, f"Ставлю оценку {rating}, потому что так считаю.", "review", rating=rating))
    assert [row.rating for row in topic.messages.counted_reviews()] == [5], (
        "a new review takes the place of the one before"
    )
    assert "5,0 из 5" in read(topic.get_absolute_url())
    answer(
        head,
        topic.messages.latest("pk").case,
        "reply_message",
        outcome="explained",
        text="Спасибо, нам важно это знать.",
    )
    assert Answer.objects.get().by_body == organization.short_name
    assert "Отзывы о пандусе" in read(proposal.get_absolute_url())
    assert offenders() == {}


def test_the_forum_is_opened_by_the_moderator(talk: Talk):
    facts = {"title": "Дворы и парковки", "about": "Спрашивайте о дворах и парковках.", "answerer": "role:clerk"}
    press(talk.author, "/consultations/new/", status=403, **facts)
    fill(talk.moderator, "/consultations/new/", **facts)
    topic = Topic.objects.get()
    assert "Дворы и парковки" in read("/consultations/")
    message = talk.check(talk.write(topic, QUESTION, "question"))
    assert step(message.case, "reply_message", of=talk.owner)


def test_the_database_refuses_what_no_action_would_do(talk: Talk):
    topic = talk.announce()
    message = talk.check(talk.write(topic))
    rows = Message.objects.filter(pk=message.pk)
    assert slack(rows, {"text": "другое", "number": 7, "author": talk.owner, "status": "submitted"}) == []
    assert slack(Topic.objects.all(), {"about": "другое", "closed_at": timezone.now(), "status": "announced"}) == []
    with pytest.raises(IntegrityError, match="nobody_checks_their_own_message"), transaction.atomic():
        rows.update(checked_by=talk.author)
    with pytest.raises(DatabaseError, match="before its message is shown"), transaction.atomic():
        Answer.objects.create(message=message, by=talk.author, by_body="кто-то", outcome="taken", text="Сама себе.")
    topic = talk.outlast(topic, "listen")
    with pytest.raises(DatabaseError, match="outside the window"), transaction.atomic():
        Message.objects.create(topic=topic, number=2, author=talk.author, kind="opinion", text=QUESTION, level="email")


def test_every_promise_notices_when_it_is_broken(talk: Talk):
    topic = talk.announce()
    message = talk.check(talk.write(topic))
    other = talk.write(topic, QUESTION, "question")
    topic = talk.outlast(topic, "listen")
    assert offenders() == {}
    breaks = {
        "C-2": "UPDATE consultations_message SET status = 'answered' WHERE number = 1",
        "C-3": f"UPDATE consultations_message SET at = now() + interval '30 years' WHERE id = {other.pk}",
        "C-4": f"UPDATE consultations_message SET replaces_id = {message.pk} WHERE id = {other.pk}",
        "C-5": "UPDATE consultations_message SET checked_by_id = author_id WHERE number = 1",
    }
    for code, sql in breaks.items():
        assert code in broken_by(sql), code
    talk.reply(message)
    talk.check(other), talk.reply(other)
    answer(talk.owner, topic.case, "summarise", lead="")
    assert offenders() == {}
    assert "C-6" in broken_by("UPDATE consultations_message SET number = 99 WHERE number = 1")
    assert "C-8" in broken_by("UPDATE consultations_topic SET kind = 'forum', summary_id = summary_id")


def broken_by(sql: str) -> set[str]:
    """Which promises a change past every guard breaks."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL session_replication_role = replica")
        for table, name in (
            ("consultations_message", "nobody_checks_their_own_message"),
            ("consultations_topic", "only_a_window_has_an_end"),
        ):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(sql)
        broken = set(offenders())
        transaction.set_rollback(True)
    return broken


def test_the_share_of_what_is_answered():
    assert (answered_share(0, 0), answered_share(3, 2), answered_share(2, 2)) == (None, 67, 100)
