"""What the system counts itself (IND-06, M-3): it follows the facts, is published by the day, and a second count agrees."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client

from casework import workdays
from monitoring.counts import actions, asking, second
from monitoring.indicators import periods
from monitoring.models import Indicator, IndicatorValue
from tests.consultations.conftest import Talk, talk
from tests.monitoring import worlds
from tests.monitoring.conftest import now, offenders
from tests.story import make_person

pytestmark = pytest.mark.django_db
__all__ = ["talk"]


def read(address: str) -> str:
    response = Client().get(address)
    assert response.status_code == 200
    return response.content.decode().replace("\N{NO-BREAK SPACE}", " ").replace("&nbsp;", " ")


@pytest.mark.today("2026-10-05T10:00+07:00")
def test_answers_in_time_are_counted_by_the_system_and_published_by_the_day(talk: Talk):
    topic = talk.announce()
    first, second_one, third = (
        talk.check(talk.write(topic, f"{text} и ещё раз о входе.")) for text in ("Пандус", "Дверь", "Свет")
    )
    other = talk.check(talk.write(topic, by=make_person(last_name="Другова")))
    page = read("/monitoring/openness/")
    assert "нет данных, считать пока не из чего" in page
    talk.clock.shift(timedelta(days=3))
    talk.reply(first)
    assert "100,0" in read("/monitoring/openness/"), "the share follows the answer"
    talk.reply(other)
    talk.clock.move_to(workdays.end_of(second_one.answer_due) + timedelta(minutes=1))
    page = read("/monitoring/OPEN1/")
    assert "50,0" in page and "ответов в срок: 2" in page and "всего в счёте: 4" in page
    talk.reply(second_one)
    assert "50,0" in read("/monitoring/OPEN1/") and second.disagreements() == []
    assert asking.running(Indicator.objects.get(code="INV1")).counted.figures["сообщения"] == 2, (
        "one person is counted once"
    )
    assert actions.count_all() == [], "no period is over"
    talk.clock.move_to(workdays.end_of(periods.of("quarter", workdays.local_date()).last) + timedelta(days=2))
    made = {value.indicator.code: value for value in actions.count_all()}
    share = made["OPEN1"]
    assert (share.status, share.value, share.author, share.figure) == ("published", 50, None, "50,0")
    assert (
        made["OPEN2"].value is not None
        and made["OPEN3"].is_missing
        and made["INV1"].value == 2
        and made["REP1"].value == 0
    )
    assert (
        actions.count_all() == [] and "50,0" in read("/monitoring/") and "IV квартал 2026" in read("/monitoring/OPEN1/")
    )
    talk.reply(third)
    assert actions.count_all() == [], "an answer after its day changes no share of answers in time"
    worlds_before = IndicatorValue.objects.count()
    with worlds.past_the_triggers():
        type(first).objects.filter(pk=first.pk).update(status="hidden", reason="insult")
    corrected = [value for value in actions.count_all() if value.indicator.code == "OPEN1"]
    assert (
        [value.figure for value in corrected] == ["33,3"]
        and now(share).status == "superseded"
        and corrected[0].corrects == share
    )
    assert IndicatorValue.objects.count() > worlds_before and "Пересчитано" in read("/monitoring/OPEN1/")
    assert offenders() == {} and second.disagreements() == []


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.today("2026-11-18T10:00+07:00")
def test_two_counts_agree_in_random_worlds(seed, clock, capsys):
    worlds.fill(seed)
    assert second.disagreements(periods_back=3) == []
    call_command("recount_indicators")
    assert "РАСХОДИТСЯ" not in (lines := capsys.readouterr().out) and "INV1 2026 год: " in lines
    known = {code for code, row in asking.known().items() if asking.of_period(Indicator.objects.get(code=code), periods.of(
        Indicator.objects.get(code=code).period, workdays.local_date())).value is not None}  # fmt: skip
    assert {"OPEN1", "OPEN2", "INV1", "CON1", "EXE1", "EXP1", "REP1", "TERM1", "ACT1"} <= known, (
        "the world has something to count"
    )
