"""A room of the city: taken once, asked for and answered, given back; what it is for is told only to whoever may know."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.forms import AskForm
from casework.models import Notification, Waiting
from events.models import Booking, Venue
from events.occasions import actions as occasions
from events.rooms import actions as rooms
from negotiations.models import Negotiation, Round
from negotiations.rounds.actions import _take_room
from programme.models import Person
from tests.clock import Clock
from tests.story import (
    BACKEND,
    LONG,
    answer,
    make_member,
    make_organization,
    make_person,
    make_platform,
    make_venue,
    press,
)
from tests.table import Table, make_table


def hour(days: int, at: int) -> datetime:
    """So many working days ahead, at an hour of the city."""
    day = workdays.add(workdays.local_date(), days)
    return workdays.end_of(day).replace(hour=at, minute=0, second=0, microsecond=0)


def typed(moment: datetime) -> str:
    return f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"


def make_round(case: Negotiation, at: int) -> Round:
    """A round of a case, as the moderator would call it."""
    start = hour(9, at)
    return Round.objects.create(
        case=case, number=1, starts_at=start, ends_at=start + timedelta(hours=2), format="in_person", agenda="Вклады"
    )


def two_rounds(table: Table) -> list[Round]:
    """Rounds of two cases that overlap by an hour, none of which has a room yet."""
    rounds = []
    for title in ("Первый", "Второй"):
        table.title = title
        table.led()
        rounds.append(make_round(table.case, 10 + len(rounds)))
    return rounds


@pytest.mark.django_db(transaction=True)
def test_of_two_bookings_at_once_one_is_refused() -> None:
    table = make_table()
    rounds = two_rounds(table)
    start = Barrier(2)

    def book(round: Round) -> str:
        start.wait()
        try:
            with transaction.atomic():
                _take_room(round, table.venue, table.moderator)
                return "taken"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(book, rounds))
    assert answers == ["taken", f"{table.venue.title}: это время уже занято. Выберите другое время или помещение."]
    assert Booking.objects.live().count() == 1


class BookForm(AskForm):
    done = "Занято."


@pytest.mark.django_db
def test_what_the_database_refuses_is_said_in_words_and_undone() -> None:
    """Whoever comes past the check of the action meets the constraint, in the form and not as a failure."""
    venue, person = make_venue(make_platform(make_organization())), make_person()

    def book_both(*, by: Person) -> None:
        for at in (10, 11):
            Booking.objects.create(
                venue=venue, starts_at=hour(3, at), ends_at=hour(3, at + 2), purpose="Встреча", booked_by=by
            )

    form = BookForm({}, by=person)
    assert form.is_valid()
    assert not door.act(None, by=person, capacity="лично", form=form, token=None, action=book_both)
    assert form.non_field_errors() == ["Помещение на это время уже занято. Выберите другое время или помещение."]
    assert not Booking.objects.exists()
    booking = rooms.take(venue, by=person, starts_at=hour(3, 10), ends_at=hour(3, 12), purpose="Встреча")
    for facts in ({"purpose": "Другое"}, {"starts_at": hour(4, 10)}, {"ground": "Задним числом"}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Booking.objects.filter(pk=booking.pk).update(**facts)
    with pytest.raises(IntegrityError), transaction.atomic():
        Booking.objects.create(venue=venue, starts_at=hour(3, 11), ends_at=hour(3, 13), purpose="Ещё", booked_by=person)


@pytest.mark.django_db
def test_an_organisation_asks_and_is_refused_with_other_times_and_silence_confirms(clock: Clock) -> None:
    secretary, organization = make_person("platform_secretary"), make_organization("ТОС «Утёс»")
    head, stranger = make_member(organization), make_person()
    venue = make_venue(make_platform(organization))
    ask = f"{venue.get_absolute_url()}ask/"
    wanted = {
        "starts_at": typed(hour(6, 14)),
        "ends_at": typed(hour(6, 16)),
        "purpose": "Собрание Утёса о дворе",
        "organization": organization.pk,
    }
    press(head, ask, status=422, **wanted | {"ends_at": typed(hour(6, 13))})
    press(head, ask, status=422, **wanted | {"starts_at": typed(hour(6, 6)), "ends_at": typed(hour(6, 8))})
    press(head, ask, **wanted)
    press(head, ask, status=422, **wanted)
    booking = Booking.objects.get()
    page = Client().get(venue.get_absolute_url()).content.decode()
    assert "занято" in page and "Собрание" not in page

    refusal = {"outcome": "refuse", "reason": "В эти часы идёт ремонт зала.", "first": typed(hour(7, 14))}
    answer(secretary, booking.case, "answer", refused=True, **refusal | {"second": typed(hour(7, 20))})
    answer(secretary, booking.case, "answer", refused=True, **refusal | {"second": typed(hour(7, 14))})
    answer(secretary, booking.case, "answer", **refusal | {"second": typed(hour(7, 16))})
    booking = Booking.objects.get()
    assert (booking.status, len(booking.offered)) == ("refused", 2)
    text = Notification.objects.get(person=head, event=f"booking:{booking.pk}:refused").text
    assert "ремонт" in text and text.count("14:00–16:00") == 2 and "16:00–18:00" in text
    assert "Свободно вместо этого" in press_free(head, booking)

    press(head, ask, **wanted | {"starts_at": typed(hour(7, 14)), "ends_at": typed(hour(7, 16))})
    second = Booking.objects.exclude(pk=booking.pk).get()
    waiting = Waiting.objects.open().get(process=second.case)
    clock.move_to(waiting.due_at + timedelta(seconds=1))
    assert door.lapse(waiting.pk)
    second = Booking.objects.get(pk=second.pk)
    assert (second.status, second.case.finished is not None) == ("confirmed", True)
    cancel = f"{second.get_absolute_url()}cancel/"
    assert as_client(stranger).get(cancel).status_code == 404
    press(head, cancel, reason="Собрание перенесли.")
    assert Booking.objects.get(pk=second.pk).status == "cancelled"
    assert Notification.objects.filter(person=secretary, event=f"booking:{second.pk}:cancelled").exists()
    assert Notification.objects.filter(person=head, event=f"booking:{second.pk}:cancelled").exists()
    press(head, ask, **wanted | {"starts_at": typed(hour(9, 14)), "ends_at": typed(hour(9, 16))})
    third = Booking.objects.latest("pk")
    press(secretary, f"{third.get_absolute_url()}cancel/", reason="В зале прорвало трубу.")
    assert "прорвало" in Notification.objects.get(person=head, event=f"booking:{third.pk}:cancelled").text
    taken = rooms.take(
        venue, by=secretary, starts_at=second.starts_at, ends_at=second.ends_at, purpose="Приём жителей", is_public=True
    )
    assert "Приём жителей" in Client().get(venue.get_absolute_url()).content.decode()
    clock.move_to(taken.ends_at + timedelta(minutes=1))
    assert (rooms.close_past(), rooms.close_past()) == (1, 0)
    assert Booking.objects.get(pk=taken.pk).status == "used"


def as_client(who: Person) -> Client:
    client = Client()
    client.force_login(who, BACKEND)
    return client


def press_free(who: Person, booking: Booking) -> str:
    return as_client(who).get(booking.get_absolute_url()).content.decode()


@pytest.mark.django_db
def test_a_room_follows_its_event_and_its_round() -> None:
    organizer, secretary = make_person("event_organizer"), make_person("platform_secretary")
    venue, other = (make_venue(make_platform(make_organization()), title) for title in ("Зал", "Малый зал"))
    event = occasions.plan(by=organizer, kind="seminar", title="Вечер соседей", about=LONG)
    start = {"starts_at": hour(15, 18), "ends_at": hour(15, 20)}
    answer(
        organizer, event.case, "announce", programme=LONG, venue=venue.pk, places="10",
        **{name: typed(moment) for name, moment in start.items()},
    )  # fmt: skip
    event = type(event).objects.get(pk=event.pk)
    assert (event.place, event.booking.when) == (
        str(venue),
        f"{timezone.localtime(start['starts_at']):%d.%m.%Y} 18:00–20:00",
    )
    assert "Вечер соседей" in Client().get(venue.get_absolute_url()).content.decode()
    facts = {"title": venue.title, "address": venue.address, "capacity": 9}
    with pytest.raises(Refused, match="занято на дни вперёд"):
        rooms.save_venue(venue, by=secretary, is_closed=True, **facts)
    rooms.take(other, by=secretary, starts_at=hour(20, 17), ends_at=hour(20, 19), purpose="Занято")
    moved = {"starts_at": hour(20, 18), "ends_at": hour(20, 20), "ground": "Докладчик приедет позже."}
    with pytest.raises(Refused, match="уже занято"), transaction.atomic():
        occasions.postpone(event, by=organizer, venue=other, **moved)
    event = type(event).objects.get(pk=event.pk)
    occasions.postpone(event, by=organizer, venue=venue, **moved)
    assert list(Booking.objects.filter(venue=venue).order_by("pk").values_list("status", flat=True)) == [
        "cancelled",
        "confirmed",
    ]
    occasions.cancel(
        type(event).objects.get(pk=event.pk), by=organizer, ground="Семинар не состоится: докладчик заболел."
    )
    assert not Booking.objects.live().filter(venue=venue).exists()
    rooms.save_venue(venue, by=secretary, is_closed=True, **facts)
    assert Venue.objects.get(pk=venue.pk).is_closed
    with pytest.raises(Refused, match="больше не предоставляется"):
        rooms.take(venue, by=secretary, starts_at=hour(3, 10), ends_at=hour(3, 12), purpose="Встреча")
    press(
        secretary,
        "/events/rooms/new/",
        title="Новый зал",
        address="пр. Мира, 9",
        capacity="12",
        opens_at="10:00",
        closes_at="18:00",
    )
    press(
        secretary,
        "/events/rooms/new/",
        status=422,
        title="Зал",
        address="пр. Мира, 9",
        capacity="12",
        opens_at="19:00",
        closes_at="18:00",
    )
    take = f"/events/rooms/{Venue.objects.get(title='Новый зал').pk}/take/"
    press(secretary, take, starts_at=typed(hour(3, 10)), ends_at=typed(hour(3, 12)), purpose="Обход двора")
    press(secretary, take, status=422, starts_at=typed(hour(3, 10)), ends_at="", purpose="Обход двора")
