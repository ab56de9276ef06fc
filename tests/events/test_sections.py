"""Sections with places of their own: choosing, the queue of each, two at one hour, many people at once (E-9…E-11)."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections, transaction

from casework.door import Refused
from events.models import Choice, Event, Session
from events.occasions import actions
from events.registrations import actions as registrations
from events.sections import actions as sections
from tests.events.conftest import Stage, morning, now, offenders
from tests.events.test_hold import fill, read, told
from tests.story import make_person, press

pytestmark = pytest.mark.django_db


def forum(stage: Stage, places: int = 9, *of_sections: int | None) -> tuple[Event, list[Session]]:
    """A forum; sections A, B and so on, each begins an hour after the one before it."""
    event = stage.announce(stage.plan("forum"), places=places)
    rows = []
    for number, count in enumerate(of_sections):
        starts_at = morning(12) + timedelta(hours=number)
        rows.append(sections.add(event, by=stage.organizer, title=f"Секция {'АБВ'[number]}", starts_at=starts_at,
                                 ends_at=starts_at + timedelta(hours=1), places=count))  # fmt: skip
    return event, rows


def standing(session: Session) -> list[tuple[Any, bool]]:
    """Who has chosen the section in which order, and whether there is a place."""
    return [(row.registration.person, row.given_at is not None) for row in session.choices.live()]


def moments(first: Any, last: Any, **more: str) -> dict[str, str]:
    return {
        "starts_at": f"{first:%Y-%m-%dT%H:%M}",
        "ends_at": f"{last:%Y-%m-%dT%H:%M}",
        "speakers": "",
        "place": "зал 2",
        **more,
    }


def test_a_section_has_places_and_a_queue_of_its_own(stage: Stage):
    event, (talk, walk) = forum(stage, 3, 1, None)
    anna, boris, vera, gleb = people = [
        make_person(last_name=name) for name in ("Аннина", "Борисова", "Верина", "Глебова")
    ]
    late, hour = morning(12) + timedelta(minutes=30), timedelta(hours=1)
    fill(stage.organizer, f"/events/{event.pk}/session/", title="Секция В", places="2", **moments(late, late + hour))
    clash = Session.objects.get(title="Секция В")
    address = f"/events/{event.pk}/register/"
    assert "идут в одно время" in press(anna, address, status=422, sections=[str(talk.pk), str(clash.pk)])
    for person in people:
        press(person, address, sections=[str(talk.pk), str(walk.pk)])
    assert standing(talk) == [(anna, True), (boris, False), (vera, False), (gleb, False)]
    assert standing(walk) == [(anna, True), (boris, True), (vera, True), (gleb, False)], "no place at the event yet"
    shown = read(event.get_absolute_url())
    assert "мест 1, свободно 0, ждут 2" in shown and not any(person.last_name in shown for person in people)
    assert shown.index("Секция А") < shown.index("Секция В") < shown.index("Секция Б"), "in the order of the day"
    tickets = {person: person.registrations.get() for person in people}
    assert "в очереди секции, по порядку: 2" in read(tickets[vera].get_absolute_url(), vera)
    assert "вместе с местом на мероприятии" in read(tickets[gleb].get_absolute_url(), gleb)
    mine = f"{tickets[anna].get_absolute_url()}sections/"
    assert "свободно 0" in read(mine, anna)
    press(anna, mine, status=422, sections=[str(walk.pk), str(clash.pk)])
    press(anna, mine, sections=[str(clash.pk)])
    assert standing(talk)[0] == (boris, True) and told(boris, "Освободилось место в секции") == 1
    press(boris, f"{tickets[boris].get_absolute_url()}cancel/")
    assert standing(talk) == [(vera, True), (gleb, False)] and now(tickets[gleb]).status == "confirmed"
    assert standing(walk) == [(vera, True), (gleb, True)] and "ждёт места" in read(
        f"/events/{event.pk}/people/", stage.organizer
    )
    edit = f"/events/sections/{talk.pk}/edit/"
    held = moments(morning(12), morning(12) + hour, title="Секция А", place="")
    press(stage.organizer, edit, status=422, **{**held, "starts_at": "", "places": "1"})
    assert "заняты в другой" in press(
        stage.organizer, edit, status=422, places="2", **{**held, "ends_at": f"{late + hour:%Y-%m-%dT%H:%M}"}
    )
    press(stage.organizer, edit, places="2", **{**held, "place": "зал 5"})
    assert standing(talk) == [(vera, True), (gleb, True)] and told(vera, "Изменилась секция") == 1
    press(stage.organizer, edit, status=422, places="1", **held)
    before = now(walk).starts_at
    actions.postpone(
        now(event), by=stage.organizer, ground="Зал занят.", starts_at=morning(14), ends_at=morning(14) + hour
    )
    assert now(walk).starts_at - before == morning(14) - morning(12), "the programme moves with its event"
    event = stage.begin(now(event))
    press(vera, f"{tickets[vera].get_absolute_url()}sections/", status=422, sections=[])
    assert offenders() == {}


def test_whoever_waits_to_the_end_is_told_and_nobody_else_is_counted(stage: Stage):
    event, (talk,) = forum(stage, 5, 1)
    first, second = stage.register(event, sections=[talk]), stage.register(event, sections=[talk])
    stage.clock.move_to(event.starts_at - timedelta(minutes=30))
    assert stage.under_lock(event, lambda by: registrations.cancel(first, by=by), first.person)
    assert standing(talk) == [(second.person, False)], "nobody is called on the day itself"
    third = stage.register(event, sections=[talk])
    assert standing(talk)[-1] == (third.person, False), "whoever has waited longer does not lose the turn"
    stage.begin(event)
    assert standing(talk) == [] and told(second.person, "не освободилось") == 1
    assert offenders() == {}
    course = stage.announce(stage.plan("course", title="Курс соседа"), places=5)
    with pytest.raises(Refused, match="для всех слушателей"):
        sections.add(course, by=stage.organizer, title="Занятие", starts_at=morning(12), ends_at=morning(13), places=2)
    plan = stage.plan("forum", title="Форум без записи")
    sections.add(plan, by=stage.organizer, title="Секция", starts_at=morning(12), ends_at=morning(13), places=2)
    with pytest.raises(AssertionError, match="число мест на всё"):
        stage.announce(plan, places="")


def test_the_database_refuses_a_crowd_and_two_sections_at_once(stage: Stage):
    event, (talk, walk) = forum(stage, 5, 1, 1)
    first, second = stage.register(event, sections=[talk]), stage.register(event, sections=[talk])
    Session.objects.filter(pk=walk.pk).update(starts_at=talk.starts_at)
    row = second.choices.get()
    for statement in (
        f"UPDATE events_choice SET given_at = now() WHERE id = {row.pk}",
        f"UPDATE events_session SET places = 0 WHERE id = {talk.pk}",
        f"INSERT INTO events_choice (registration_id, session_id, asked_at) VALUES ({first.pk}, {walk.pk}, now())",
        f"DELETE FROM events_choice WHERE id = {row.pk}",
    ):  # fmt: skip
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_thirty_people_at_once_for_five_places_in_a_section(stage: Stage):
    """Ten of them leave it again while others still come."""
    event, (talk,) = forum(stage, 40, 5)
    people = [make_person(last_name="Спешилова") for _ in range(30)]
    start = threading.Barrier(8)

    def come(mine) -> None:
        start.wait()
        for number, person in enumerate(mine):
            stage.under_lock(event, lambda by: registrations.register(event, by=by, sections=[talk]), person)
            if number == 0:
                own = person.registrations.get()
                stage.under_lock(event, lambda by, own=own: sections.choose(own, by=by), person)
        connections.close_all()

    threads = [threading.Thread(target=come, args=(people[n::8],)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rows = list(Choice.objects.live())
    assert [row.given_at is not None for row in rows] == [True] * 5 + [False] * 17
    assert Choice.objects.count() == 30 and offenders() == {}
