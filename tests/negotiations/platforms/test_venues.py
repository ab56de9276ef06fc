"""A room is taken once: two moderators press the button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.forms import AskForm
from negotiations.models import Booking, Negotiation, NegotiationPlatform, Round, Venue
from negotiations.platforms import actions as platforms
from negotiations.rounds.actions import _take_room
from programme.models import Person
from tests.story import make_organization, make_person, make_platform
from tests.table import Table, make_table


def make_round(table: Table, case: Negotiation, hour: int) -> Round:
    """A round of a case, as the moderator would call it."""
    start = timezone.now() + timedelta(days=9, hours=hour)
    return Round.objects.create(
        case=case, number=1, starts_at=start, ends_at=start + timedelta(hours=2), format="in_person", agenda="Вклады"
    )


def two_rounds(table: Table) -> list[Round]:
    """Rounds of two cases that overlap by an hour, none of which has a room yet."""
    rounds = []
    for title in ("Первый", "Второй"):
        table.title = title
        table.led()
        rounds.append(make_round(table, table.case, hour=len(rounds)))
    return rounds


@pytest.mark.django_db(transaction=True)
def test_of_two_bookings_at_once_one_is_refused():
    table = make_table()
    rounds = two_rounds(table)
    start = Barrier(2)

    def book(round: Round) -> str:
        start.wait()
        try:
            with transaction.atomic():
                _take_room(round, table.venue)
                return "taken"
        except Refused as refusal:
            return str(refusal)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(book, rounds))
    assert answers == ["taken", f"{table.venue.title}: это время уже занято. Выберите другое время или помещение."]
    assert Booking.objects.in_force().count() == 1


class BookForm(AskForm):
    done = "Занято."


@pytest.mark.django_db
def test_what_the_database_refuses_is_said_in_words_and_undone():
    """Whoever comes past the check of the action meets the constraint, in the form and not as a failure."""
    table = make_table()
    rounds = two_rounds(table)

    def book_both(*, by: Person) -> None:
        for round in rounds:
            Booking.objects.create(venue=table.venue, round=round, starts_at=round.starts_at, ends_at=round.ends_at)

    form = BookForm({}, by=table.moderator, subject=rounds[0])
    assert form.is_valid()
    assert not door.act(None, by=table.moderator, capacity="модератор", form=form, token=None, action=book_both)
    assert form.non_field_errors() == ["Помещение на это время уже занято. Выберите другое время или помещение."]
    assert not Booking.objects.exists()


@pytest.mark.django_db
def test_room_with_rounds_ahead_is_not_closed_and_a_free_one_is():
    table = make_table()
    table.led()
    round = make_round(table, table.case, hour=0)
    booking = Booking.objects.create(venue=table.venue, round=round, starts_at=round.starts_at, ends_at=round.ends_at)
    facts = {"title": "Зал", "address": "пр. Мира, 1", "capacity": 20, "is_closed": True}
    with pytest.raises(Refused, match="назначены раунды"):
        platforms.save_venue(table.venue.platform, table.venue, by=table.secretary, **facts)
    Booking.objects.filter(pk=booking.pk).update(cancelled_at=timezone.now())
    platforms.save_venue(table.venue.platform, table.venue, by=table.secretary, **facts)
    assert Venue.objects.get().is_closed


@pytest.mark.django_db
def test_experiment_says_what_it_tries(client):
    secretary = make_person("platform_secretary")
    operator = make_organization("Оператор")
    make_platform(operator)
    client.force_login(secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    today = timezone.localdate()
    facts = {
        "title": "Лаборатория", "kind": "experimental", "description": "Опыты", "operator": operator.pk,
        "accepts_from": today.isoformat(), "accepts_until": today.isoformat(),
    }  # fmt: skip
    assert client.post("/platforms/new/", facts).status_code == 422
    until = (today + timedelta(days=90)).isoformat()
    assert (
        client.post("/platforms/new/", {**facts, "hypothesis": "Станет лучше", "experiment_until": until}).status_code
        == 302
    )
    assert NegotiationPlatform.objects.get(kind="experimental").hypothesis == "Станет лучше"
