"""Hearing of a topic: by a subscription that is taken back as easily, by feeds, in a calendar; never of what nobody has checked."""

import pytest
from django.test import Client

from casework.models import Notification
from tests.consultations.conftest import PROPOSAL, Talk
from tests.story import make_person, press

pytestmark = pytest.mark.django_db


def titles(person: object) -> list[str]:
    return list(Notification.objects.filter(person=person).order_by("pk").values_list("title", flat=True))


def test_whoever_has_subscribed_hears_of_it_until_they_have_had_enough(talk: Talk) -> None:
    reader, topic = make_person(last_name="Читателева"), talk.announce()
    place = f"/consultations/{topic.pk}/"
    assert "Отписаться от темы" in press(reader, f"{place}subscribe/")
    press(reader, f"{place}subscribe/"), press(talk.author, f"{place}subscribe/")
    message = talk.write(topic)
    browser = Client()
    feed = browser.get(f"{place}feed/")
    assert (titles(reader), feed.status_code, PROPOSAL in feed.content.decode()) == ([], 200, False)
    talk.check(message)
    heard = titles(reader)
    assert heard == ["Новое сообщение в теме «Вход в библиотеку»"]
    assert not any("Новое сообщение" in title for title in titles(talk.author)), "their own is no news"
    assert PROPOSAL in browser.get(f"{place}feed/").content.decode()
    assert "Вход в библиотеку" in browser.get("/consultations/feed/").content.decode()
    calendar = browser.get("/consultations/windows.ics").content.decode()
    assert f"DTSTART;VALUE=DATE:{topic.starts_on:%Y%m%d}" in calendar
    assert "Подписаться на тему" in press(reader, f"{place}unsubscribe/")
    talk.reply(message)
    topic = talk.outlast(topic, "listen")
    press(reader, f"{place}unsubscribe/")
    assert titles(reader) == heard
    assert "BEGIN:VEVENT" in browser.get("/consultations/windows.ics").content.decode(), "it is summed up still"
