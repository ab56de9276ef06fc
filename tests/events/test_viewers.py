"""The voices of viewers: one of one confirmed citizen, while the festival goes on, counted by the system (S77)."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from casework.door import Refused
from events.models import ViewerVote
from events.viewers import actions
from events.viewers.watch import Strange, strange
from journal.models import Entry
from tests.events.conftest import Stage, now, offenders
from tests.events.test_hold import fill, read
from tests.story import answer, make_citizen, make_person, press, settle

pytestmark = pytest.mark.django_db


def test_viewers_choose_and_the_count_is_known_at_the_end(stage: Stage):
    event = stage.announce(stage.plan("festival"), places=5)
    choir, dance = rows = [
        stage.register(event, make_citizen(last_name=name), exhibit=what)
        for name, what in (("Хорова", "Хор двора"), ("Танцева", "Танцы соседей"))
    ]
    for row in rows:
        answer(stage.organizer, row.case, "select", outcome="take")
    viewers = [make_citizen(last_name="Зрителева") for _ in range(3)]
    vote = f"/events/{event.pk}/vote/"
    press(viewers[0], vote, status=422, registration=str(choir.pk))
    event = stage.begin(event)
    assert "Проголосовать" in read(event.get_absolute_url())
    assert "телефон" in press(make_person(last_name="Новенькая"), vote, status=422, registration=str(choir.pk))
    assert "За себя не голосуют" in press(now(choir).person, vote, status=422, registration=str(choir.pk))
    fill(viewers[0], vote, registration=str(dance.pk))
    assert "изменить его нельзя" in press(viewers[0], vote, status=422, registration=str(choir.pk))
    for person in (viewers[1], choir.person):
        press(person, vote, registration=str(dance.pk))
    press(viewers[2], vote, registration=str(choir.pk))
    assert "Танцы соседей — 3" not in read(event.get_absolute_url(), stage.organizer), "nobody knows before the end"
    assert not Entry.objects.filter(verb="viewer_vote", payload__isnull=False).exclude(payload={}).exists()
    with pytest.raises(DatabaseError, match="confirmed citizen"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("INSERT INTO events_viewervote (event_id, registration_id, person_id, level) VALUES (%s, %s, %s, 'telephone')",
                       [event.pk, dance.pk, stage.organizer.pk])  # fmt: skip
    answer(stage.organizer, event.case, "finish", came=[str(row.pk) for row in rows])
    shown = read(event.get_absolute_url())
    assert "Танцы соседей — 3" in shown and shown.index("Танцы соседей — 3") < shown.index("Хор двора — 1")
    assert "Танцева" not in shown and "Странные голоса" not in shown, "signs are for the office"
    assert "Принят голос" not in shown, "a voice is nobody's news, nor is its moment"
    office = read(event.get_absolute_url(), stage.organizer)
    assert "Признаков накрутки нет" in office
    with pytest.raises(Refused, match="пока идёт"):
        actions.vote(event, by=make_citizen(), registration=choir, address="203.0.113.1")
    answer(stage.organizer, event.case, "publish", text="Праздник прошёл, зрители выбрали танцы.", paper="yes")
    settle()
    assert now(event).outcome.document.snapshot["voices"] == [
        {"title": "Танцы соседей", "number": 3}, {"title": "Хор двора", "number": 1},
    ]  # fmt: skip
    assert ViewerVote.objects.count() == 4 and offenders() == {}


def test_voices_from_one_address_are_seen_by_the_office_as_a_number(stage: Stage):
    event = stage.announce(stage.plan("festival"), places=5)
    choir, dance = rows = [
        stage.register(event, make_citizen(), exhibit=what) for what in ("Хор двора", "Танцы соседей")
    ]
    for row in rows:
        answer(stage.organizer, row.case, "select", outcome="take")
    event = stage.begin(event)
    viewers = [make_citizen(last_name="Зрителева") for _ in range(10)]
    stage.clock.shift(timedelta(days=30))
    viewers.append(make_citizen(last_name="Новенькая"))
    with transaction.atomic():
        for number, person in enumerate(viewers):
            address = "203.0.113.1" if number < 10 else "203.0.113.2"
            actions.vote(event, by=person, registration=choir if number < 10 else dance, address=address)
    assert strange(now(event)) == [], "not while they vote"
    assert not ViewerVote.objects.filter(address__contains="203.0.113").exists(), "the address itself is not kept"
    answer(stage.organizer, event.case, "finish", came=[str(row.pk) for row in rows])
    assert strange(now(event)) == [
        Strange("подано с одного адреса", 10, "Хор двора"), Strange("подано с новых учётных записей", 1),
    ], "so few are not named by what they were for"  # fmt: skip
    office = read(event.get_absolute_url(), stage.organizer)
    assert "Хор двора: подано с одного адреса — 10" in office and "Зрителева" not in office
