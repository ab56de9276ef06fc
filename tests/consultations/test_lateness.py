"""Everybody sees that an answer is late, and that it came late (MS-08)."""

from datetime import timedelta

import pytest
from django.test import Client

from casework import workdays
from tests.consultations.conftest import Talk

pytestmark = pytest.mark.django_db


def test_an_answer_that_is_late_is_seen_by_everybody(talk: Talk) -> None:
    topic = talk.announce()
    answered, forgotten = (
        talk.check(talk.write(topic)),
        talk.check(talk.write(topic, "Когда откроют читальный зал?", "question")),
    )
    talk.check(talk.write(topic, "Хорошо, что о входе наконец подумали.", "opinion"))
    last = answered.answer_due
    assert last == workdays.add(workdays.local_date(), 10)
    talk.clock.move_to(workdays.end_of(last) - timedelta(minutes=1))
    assert not forgotten.is_late, "its last day is not over"
    talk.clock.shift(timedelta(minutes=2))
    talk.reply(answered)
    page = Client().get(topic.get_absolute_url()).content.decode()
    assert (page.count("позже срока"), page.count("Ответа ждали до"), page.count("просрочено")) == (1, 1, 1)


def test_a_stranger_is_told_what_is_missing_and_led_there(talk: Talk) -> None:
    topic = talk.announce()
    page = Client().get(topic.get_absolute_url()).content.decode()
    assert (
        f'<a class="btn btn-primary mt-2" href="/accounts/login/?next=%2Fconsultations%2F{topic.pk}%2F">Войти или'
        in page.replace("\N{NO-BREAK SPACE}", " ")
    )
