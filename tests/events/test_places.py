"""Places: who gets one and when, the queue, what the database refuses, thirty people at once (E1, E2, EV-03, RG-06)."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casework.door import Refused
from events.models import Registration
from events.occasions import actions
from events.registrations import actions as registrations
from tests.events.conftest import Stage, morning, now, offenders
from tests.story import BACKEND, make_person

pytestmark = pytest.mark.django_db


def test_an_event_moves_twice_and_not_at_the_last_moment(stage: Stage):
    event = stage.announce(stage.plan())
    move = {"by": stage.organizer, "ground": "Зал занят."}
    for days in (13, 14):
        actions.postpone(now(event), starts_at=morning(days), ends_at=morning(days) + timedelta(hours=1), **move)
    with pytest.raises(Refused, match="столько раз"):
        actions.postpone(now(event), starts_at=morning(15), ends_at=morning(15) + timedelta(hours=1), **move)
    other = stage.announce(stage.plan(title="Другой семинар"))
    stage.clock.move_to(other.starts_at - timedelta(days=1))
    with pytest.raises(Refused, match="переносить поздно"):
        actions.postpone(other, starts_at=morning(15), ends_at=morning(15) + timedelta(hours=1), **move)


def test_a_place_is_not_given_at_the_last_moment(stage: Stage):
    event = stage.announce(stage.plan(), places=1)
    first, second = stage.register(event), stage.register(event)
    stage.clock.move_to(event.starts_at - timedelta(minutes=30))
    assert stage.under_lock(event, lambda by: registrations.cancel(first, by=by), first.person)
    assert now(second).status == "waiting", "nobody is called on the day itself"
    third = stage.register(event)
    assert third.status == "waiting", "whoever has waited longer does not lose the turn"


def test_the_database_refuses_what_the_law_does(stage: Stage):
    event = stage.announce(stage.plan(), places=1)
    stage.register(event)
    second = stage.register(event)
    for statement in (
        f"UPDATE events_registration SET status = 'confirmed', code = 'X' WHERE id = {second.pk}",
        "UPDATE events_event SET places = 0",
        "UPDATE events_event SET postponements = 3",
        f"INSERT INTO events_registration (event_id, person_id, exhibit, reason, code, at, status)"
        f" VALUES ({event.pk}, {second.person_id}, '', '', '', now(), 'applied')",
    ):  # fmt: skip
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    stage.begin(event)
    with pytest.raises(DatabaseError, match="takes none"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO events_registration (event_id, person_id, exhibit, reason, code, at, status)"
            " VALUES (%s, %s, '', '', '', now(), 'applied')",
            [event.pk, stage.organizer.pk],
        )


@pytest.mark.django_db(transaction=True)
def test_thirty_people_at_once_for_five_places(stage: Stage):
    event = stage.announce(stage.plan(), places=5)
    people = [make_person(last_name="Спешилова") for _ in range(30)]
    start, outcomes = threading.Barrier(10), []

    def come(mine) -> None:
        start.wait()
        outcomes.extend(
            [stage.under_lock(event, lambda by: registrations.register(event, by=by), person) for person in mine]
        )
        connections.close_all()

    threads = [threading.Thread(target=come, args=(people[n::10],)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes == [True] * 30
    rows = list(Registration.objects.order_by("pk"))
    assert [row.status for row in rows] == ["confirmed"] * 5 + ["waiting"] * 25
    assert [row.place_in_queue for row in rows[5:]] == list(range(1, 26)), "in the order in which they came"
    assert offenders() == {}


def queries_of(who, address: str) -> int:
    client = Client()
    if who:
        client.force_login(who, BACKEND)
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_lists_ask_as_much_for_many_as_for_few(stage: Stage):
    event = stage.announce(
        stage.plan("fair", series=actions.open_series(by=stage.organizer, title="Ярмарки", leader="Дом соседей")),
        places=9,
    )
    person, counts = make_person(last_name="Частова"), []
    stage.register(event, person, exhibit="Стенд.")
    for _ in range(2):
        counts.append([queries_of(who, address) for who, address in (
            (None, "/events/"), (person, "/events/own/"), (stage.organizer, f"/events/{event.pk}/people/"), (None, event.series.get_absolute_url()),
        )])  # fmt: skip
        for n in range(3):
            stage.register(event, exhibit="Стенд.")
            other = stage.announce(stage.plan(title=f"Семинар {n}", series=event.series), places=3)
            stage.register(other, person)
    assert counts[0] == counts[1] and max(counts[0]) <= 8
