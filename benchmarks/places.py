"""M13: a thousand registrations at once for a hundred places, over eight connections: who gets a place, who waits in which order."""

import os
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection, connections, transaction
from django.utils import timezone

from benchmarks.clockwork import Engine, Line, compare, extent, race
from casework import door
from casework.forms import ConfirmForm
from events.models import Event, Registration
from events.occasions import actions
from events.registrations import actions as registrations
from programme.appointments import actions as appointments
from programme.consents import actions as consents
from programme.models import Consent, Person
from programme.people import actions as people

PEOPLE, PLACES, WRITERS = extent(1000, 16), extent(100, 4), extent(8, 4)
TABLES = """CREATE TABLE IF NOT EXISTS bench_event (id int PRIMARY KEY, places int NOT NULL);
    CREATE TABLE IF NOT EXISTS bench_registration (id serial PRIMARY KEY, event int, person bigint, status text);
    CREATE INDEX IF NOT EXISTS bench_of_an_event ON bench_registration (event, status)"""
BARE = """INSERT INTO bench_registration (event, person, status) SELECT id, %s, CASE WHEN places >
    (SELECT count(*) FROM bench_registration WHERE event = e.id AND status = 'confirmed') THEN 'confirmed' ELSE 'waiting' END
    FROM bench_event e WHERE id = %s"""


def measure(full: bool) -> list[Line]:
    """Through the door, as the page does it, beside a bare row under the same lock; who got what is looked at after each turn."""
    organizer, crowd = _enrol("organizer"), [_enrol(f"guest{number}") for number in range(PEOPLE)]
    appointments.appoint(organizer, role="event_organizer", ground="приказ")
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
    engines: dict[str, Engine] = {
        "мы": lambda times: [_come(organizer, crowd) for _ in range(times)],
        "строка под тем же замком": lambda times: [_come_bare(crowd) for _ in range(times)],
    }
    notes = {"строка под тем же замком": f"мест {PLACES}, в очереди {PEOPLE - PLACES} по порядку"}
    name = f"M13 {PEOPLE} записей сразу, соединений: {WRITERS}"
    return compare(name, race(engines, block=1, rounds=3), ours="мы", notes=notes)


def _come(organizer: Person, crowd: list[Person]) -> None:
    with transaction.atomic():
        event = actions.plan(by=organizer, kind="forum", title="Форум города", about="О том, как договариваются.")
        start = timezone.now() + timedelta(days=60)
        actions.announce(event, by=organizer, starts_at=start, ends_at=start + timedelta(hours=5), programme="Доклады.",
                         place="пр. Мира, 1", places=PLACES)  # fmt: skip
    event = Event.objects.select_related("case").get(pk=event.pk)
    _share_out(crowd, lambda person: _register(event, person))
    rows = list(Registration.objects.filter(event=event).order_by("pk").values_list("status", flat=True))
    assert rows == ["confirmed"] * PLACES + ["waiting"] * (PEOPLE - PLACES), "places go to whoever came first"


def _register(event: Event, person: Person) -> None:
    form = ConfirmForm({}, subject=event, by=person)
    assert form.is_valid()
    done = door.act(event.case.pk, by=person, capacity="лично", form=form, token=None,
                    action=lambda by: registrations.register(event, by=by))  # fmt: skip
    assert done, form.errors


def _come_bare(crowd: list[Person]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO bench_event SELECT COALESCE(max(id), 0) + 1, %s FROM bench_event RETURNING id", [PLACES]
        )
        number = cursor.fetchone()[0]
    _share_out(crowd, lambda person: _register_bare(number, person))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_registration WHERE event = %s AND status = 'confirmed'", [number])
        assert cursor.fetchone()[0] == PLACES


def _register_bare(number: int, person: Person) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM bench_event WHERE id = %s FOR UPDATE", [number])
        cursor.execute(BARE, [person.pk, number])


def _share_out(crowd: list[Person], come: Callable[[Person], Any]) -> None:
    """Everybody once, over so many connections at a time."""
    connections.close_all()
    children = [_fork(crowd[number::WRITERS], come) for number in range(WRITERS)]
    failed = [child for child in children if os.waitpid(child, 0)[1]]
    assert not failed, "somebody could not register"


def _fork(crowd: list[Person], come: Callable[[Person], Any]) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        for person in crowd:
            come(person)
        connections.close_all()
        code = 0
    finally:
        os._exit(code)


def _enrol(name: str) -> Person:
    person = people.enroll(
        email=f"{name}@places.example", last_name="Мерова", first_name="Анна", middle_name="Петровна"
    )
    consents.give_consent(by=person, purpose=Consent.Purpose.PARTICIPATION)
    return person
