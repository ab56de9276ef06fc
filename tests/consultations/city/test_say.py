"""A statement about the city: checked with its photographs, answered by whom it is addressed to, said once more when that has not helped."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from casework import door, workdays
from casework.door import Refused
from consultations.messages import actions as messages
from consultations.models import Message, MessagePhoto, Topic
from consultations.topics import actions as topics
from programme.models import ResponsibleBody
from tests.consultations.conftest import Talk, now, offenders, snapshot
from tests.consultations.test_discuss import broken_by
from tests.settled import slack
from tests.story import BACKEND, NotAsked, answer, make_member, make_organization, make_person, press, settle, step

pytestmark = pytest.mark.django_db
WORDS = "На улице Мира третий год не горят фонари у школы."
SAID = {"tone": "bad", "text": WORDS, "source": "вижу сама каждый вечер", "district": "cen"}


def get(address: str, who: object = None) -> object:
    browser = Client()
    if who:
        browser.force_login(who, BACKEND)
    return browser.get(address)


def read(address: str, who: object = None) -> str:
    return get(address, who).content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")  # type: ignore[attr-defined]


@pytest.fixture
def city(talk: Talk) -> Topic:
    """The topic about the city, opened by the moderator."""
    facts = {"title": "О городе", "about": "Что в городе хорошо и что плохо?", "answerer": "role:clerk"}
    assert "тема закрыта" in read("/city-opinions/")
    press(talk.author, "/city-opinions/open/", status=403, **facts)
    press(talk.moderator, "/city-opinions/open/", status=422)
    assert "Высказаться о городе" in press(talk.moderator, "/city-opinions/open/", **facts)
    with pytest.raises(Refused, match="уже открыта"):
        topics.open_city(by=talk.moderator, **facts)
    return Topic.objects.get(kind="city")


def test_what_is_said_of_the_city_is_answered_and_said_once_more(talk: Talk, city: Topic) -> None:
    organization = make_organization("Горсвет")
    lights, controller = make_member(organization), make_person("committee_secretary")
    ResponsibleBody.objects.create(
        name="Департамент освещения", valid_from=workdays.local_date(), organization=organization
    )
    address = f"/consultations/{city.pk}/write/"
    assert "Департамент освещения" in read(address, talk.author)
    press(talk.author, address, status=422)
    page = press(talk.author, address, status=422, **SAID, photo_1=snapshot(content=b"MZ"), photo_2=snapshot())
    assert "не подходит" in page and "что видно на фотографии" in page and WORDS in page
    press(talk.author, address, **SAID, addressee=f"member:{organization.pk}", photo_1=snapshot(), alt_1="Тёмная улица")
    first, photo = Message.objects.get(), MessagePhoto.objects.get()
    assert WORDS not in read("/city-opinions/"), "nobody has checked it"
    assert [get(photo.get_absolute_url(), who).status_code for who in (None, lights, talk.author)] == [404, 404, 200]  # type: ignore[attr-defined]
    talk.check(first)
    page = read("/city-opinions/?district=cen&tone=bad&answer=no")
    assert WORDS in page and 'alt="Тёмная улица"' in page and "Откуда известно: вижу сама" in page
    assert 'href="/monitoring/GOOD1/"' in page and "всего высказываний: 1" in read("/monitoring/GOOD1/")
    assert WORDS not in read("/city-opinions/?tone=good") and "Ничего не найдено" in read("/city-opinions/?answer=yes")
    shown = get(photo.get_absolute_url())
    assert shown["Content-Type"] == "image/jpeg" and "КАНАРЕЙКА".encode() not in shown.content  # type: ignore[index, attr-defined]

    answer(lights, first.case, "reply_message", outcome="explained", text="Фонари стоят в плане на следующий год.")
    answer(talk.author, first.case, "rate_answer", refused=True, outcome="no", text="")
    answer(
        talk.author,
        first.case,
        "rate_answer",
        outcome="no",
        text="В плане они стояли и в прошлом году: что изменилось?",
    )
    again = Message.objects.get(repeats=first)
    assert (again.status, again.addressee, again.district) == ("submitted", "role:committee_secretary", "cen")
    with pytest.raises(NotAsked):
        step(first.case)
    talk.check(again)
    answer(controller, again.case, "reply_message", outcome="taken", text="Проверили: работы начнутся в этом месяце.")
    with pytest.raises(NotAsked):
        step(again.case), "nobody asks a third time"
    page = read("/city-opinions/")
    assert "Автору ответ не помог" in page and "Повторно" in page and "Высказываний: 1" in page
    assert slack(MessagePhoto.objects.all(), {"alt": "другое"}) == []
    with pytest.raises(IntegrityError, match="statements_alone"), transaction.atomic():
        Message.objects.create(topic=city, number=9, author=talk.author, kind="statement", text=WORDS, level="email")
    assert offenders() == {}
    assert "C-9" in broken_by("UPDATE consultations_answer SET has_helped = true")


def test_the_share_of_answers_in_time_is_counted_over_the_whole_city(talk: Talk, city: Topic) -> None:
    assert "отвечать пока было не на что" in read("/openness/")
    press(talk.author, f"/consultations/{city.pk}/write/", **SAID)
    in_time = talk.check(Message.objects.get())
    assert "срок ни одного ответа ещё не прошёл, ждут ответа: 1" in read("/openness/")
    window = talk.announce()
    late, forgotten = (talk.check(talk.write(window, f"Предложение {n}: поставьте пандус.")) for n in range(2))
    talk.reply(in_time)
    assert "Ответов в срок: 100 % (в срок — 1, позже — 0, просрочено без ответа — 0; срок ещё идёт — 2)" in read(
        "/openness/"
    )
    waiting = step(in_time.case, "rate_answer")
    assert (waiting.due_at, waiting.is_hard) == (workdays.end_of(workdays.add(workdays.local_date(), 5)), True)
    talk.clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    settle()
    assert now(in_time).reply.has_helped is None, "whoever is silent has said nothing"
    talk.clock.move_to(workdays.end_of(late.answer_due) + timedelta(minutes=2))
    talk.reply(late)
    page = read("/openness/")
    assert "Ответов в срок: 33 % (в срок — 1, позже — 1, просрочено без ответа — 1" in page
    assert page.count("<td>50 %</td>") == 0 and "О городе" in page
    city_page = read("/city-opinions/")
    assert "Ответов в срок: 100 %" in city_page and "не меньше 5" in city_page
    assert forgotten.is_late


def test_what_is_said_again_waits_for_no_closed_window(talk: Talk) -> None:
    topic = talk.announce()
    message = talk.check(talk.write(topic))
    talk.reply(message)
    talk.outlast(topic, "listen")
    assert not messages.may_repeat(now(message))
    answer(talk.author, message.case, "rate_answer", outcome="no")
    assert (now(message).reply.has_helped, topic.messages.count()) == (False, 1)
    assert offenders() == {}


def test_what_is_asked_of_the_wrong_office_is_passed_on_once_and_the_term_goes_on(talk: Talk, city: Topic) -> None:
    organization = make_organization("Горсвет")
    lights = make_member(organization)
    ResponsibleBody.objects.create(
        name="Департамент освещения", valid_from=workdays.local_date(), organization=organization
    )
    press(talk.author, f"/consultations/{city.pk}/write/", **SAID)
    message = talk.check(Message.objects.get())
    due, place = step(message.case, "reply_message").due_at, f"/consultations/messages/{message.pk}/pass/"
    given = {"addressee": f"member:{organization.pk}", "ground": "Фонарями ведает департамент освещения."}
    press(lights, place, status=403, **given)
    press(talk.owner, place, status=422)
    talk.clock.shift(timedelta(days=3))
    press(talk.owner, place, **given)
    waiting = step(message.case, "reply_message", of=lights)
    assert (waiting.due_at, now(message).passed_from) == (due, "role:clerk")
    press(lights, place, status=422, addressee="role:clerk", ground="Нет, всё-таки это ваше дело.")
    with pytest.raises(NotAsked):
        step(message.case, "reply_message", of=talk.owner)
    answer(lights, message.case, "reply_message", outcome="taken", text="Фонари зажгутся на следующей неделе.")
    assert slack(Message.objects.all(), {"addressee": "role:clerk", "passed_from": None}) == []
    assert offenders() == {}
