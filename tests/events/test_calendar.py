"""The calendar of the city: every room's open days in one month, and the same for other programs and sites; one's own by a secret address."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from casework import workdays
from casework.site_search import find
from consultations.topics import actions as topics
from events.calendar import page
from events.registrations import actions as registrations
from tests.events.conftest import Stage, morning
from tests.story import BACKEND, make_person

pytestmark = pytest.mark.django_db


def test_a_month_of_all_rooms_and_its_feeds(stage: Stage, client: Client):
    event = stage.announce(stage.plan(), days=12)
    stage.plan(title="Ещё не объявлено")
    topics.announce(
        kind="window", title="Вход в библиотеку", about="Какой нужен вход?", owner="role:clerk", answerer="role:clerk",
        object_key="negotiations.proposal:1", by=None, is_begun=True,
    )  # fmt: skip
    month = f"{event.starts_at:%Y-%m}"
    with CaptureQueriesContext(connection) as asked:
        shown = client.get("/events/calendar/", {"month": month}).content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert len(asked) <= 8, "a query a room, however much there is in it"
    assert "Двор без ссор" in shown and "Ещё не объявлено" not in shown
    assert [row.title for hits in find("ссор", AnonymousUser())[0] for row in hits.rows] == ["Двор без ссор"]
    assert find("объявлено", AnonymousUser())[0] == [], "a plan is found by nobody but its organisers"
    today = client.get("/events/calendar/").content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "Обсуждение: Вход в библиотеку" in today
    chosen = client.get("/events/calendar/", {"month": month, "kind": "sittings"}).content.decode()
    assert "Двор без ссор" not in chosen.replace("\N{NO-BREAK SPACE}", " ")
    for nonsense in ("2026-13", "минувший", "99999999-1", "-"):
        assert client.get("/events/calendar/", {"month": nonsense, "kind": "x"}).status_code == 200
    framed = client.get("/events/calendar/frame/", {"month": month})
    assert "X-Frame-Options" not in framed and "frame-ancestors *" in framed["Content-Security-Policy"]
    assert "<script" not in framed.content.decode() and 'target="_top"' in framed.content.decode()
    assert client.get("/events/calendar/")["X-Frame-Options"] == "DENY"
    lines = {
        str(line["summary"]): line
        for line in Calendar.from_ical(client.get("/events/calendar/calendar.ics").content).walk("VEVENT")
    }
    timed, whole = lines["Семинар: Двор без ссор"], lines["Обсуждение: Вход в библиотеку"]
    assert timed["dtstart"].dt == event.starts_at and str(timed["location"]) == event.place
    assert whole["dtend"].dt > whole["dtstart"].dt, "whole days end before the next one"
    feed = client.get("/events/calendar/feed.atom")
    assert feed["Content-Type"].startswith("application/atom+xml") and "Двор без ссор" in feed.content.decode()


def test_what_lasts_over_the_end_of_a_month_stands_in_both(stage: Stage):
    later = morning(12) + timedelta(days=40)
    event = stage.announce(stage.plan(), ends_at=f"{later:%Y-%m-%dT%H:%M}")
    [(first, [line])] = page.of_month(event.starts_at.date().replace(day=1))
    assert first == event.first_day and line.until == page.day_of(later)
    [(second, [line])] = page.of_month(page.day_of(later).replace(day=1))
    assert (second.day, line.since) == (1, event.first_day)


def test_what_is_over_this_month_lies_behind_a_word(stage: Stage, client: Client):
    event = stage.announce(stage.plan(), ends_at=f"{morning(15):%Y-%m-%dT%H:%M}")
    stage.clock.move_to(morning(12) + timedelta(days=1))
    [(day, [line])] = page.of_month(event.starts_at.date().replace(day=1))
    assert (day, line.since) == (workdays.local_date(), event.first_day), "what still goes on stands under today"
    assert "Прошедшие дни" not in client.get("/events/calendar/").content.decode()
    stage.clock.move_to(morning(8))
    assert "Прошедшие дни месяца: 1" in client.get("/events/calendar/").content.decode()


def test_ones_own_events_stand_in_ones_own_calendar(stage: Stage, client: Client):
    person = make_person(last_name="Календарева")
    event = stage.announce(stage.plan(), places=1)
    registration = stage.register(event, person)
    client.force_login(person, BACKEND)
    address = re.search(r"http://testserver(/deadlines/\S+?\.ics)", client.post("/deadlines/").content.decode()).group(
        1
    )
    assert "Двор без ссор" in Client().get(address).content.decode()
    stage.under_lock(event, lambda by: registrations.cancel(registration, by=by), person)
    assert "Двор без ссор" not in Client().get(address).content.decode()
    client.post("/deadlines/")
    assert Client().get(address).status_code == 404, "a renewed address shuts the old one"
