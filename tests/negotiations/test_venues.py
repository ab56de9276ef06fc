"""A room is taken once: two moderators press the button at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from casework.door import Refused
from negotiations import actions
from negotiations.models import Booking, NegotiationCase, NegotiationPlatform, Round, Venue
from tests.story import make_organization, make_person, make_platform
from tests.table import Table, make_table


def make_round(table: Table, case: NegotiationCase, hour: int) -> Round:
    """A round of a case, as the moderator would call it."""
    start = timezone.now() + timedelta(days=9, hours=hour)
    return Round.objects.create(
        case=case, number=1, starts_at=start, ends_at=start + timedelta(hours=2), format="in_person", agenda="Вклады"
    )


@pytest.mark.django_db(transaction=True)
def test_of_two_bookings_at_once_one_is_refused():
    table = make_table()
    rounds = []
    for title in ("Первый", "Второй"):
        table.title = title
        table.led()
        rounds.append(make_round(table, table.case, hour=len(rounds)))
    start = Barrier(2)

    def book(round: Round) -> str:
        start.wait()
        try:
            with transaction.atomic():
                Booking.objects.create(venue=table.venue, round=round, starts_at=round.starts_at, ends_at=round.ends_at)
                return "taken"
        except IntegrityError as error:
            return "refused" if "the venue is taken" in str(error) else str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(book, rounds)) == ["refused", "taken"]
    assert Booking.objects.in_force().count() == 1


@pytest.mark.django_db
def test_room_with_rounds_ahead_is_not_closed_and_a_free_one_is():
    table = make_table()
    table.led()
    round = make_round(table, table.case, hour=0)
    booking = Booking.objects.create(venue=table.venue, round=round, starts_at=round.starts_at, ends_at=round.ends_at)
    facts = {"title": "Зал", "address": "пр. Мира, 1", "capacity": 20, "is_closed": True}
    with pytest.raises(Refused, match="назначены раунды"):
        actions.save_venue(table.venue.platform, table.venue, by=table.secretary, **facts)
    Booking.objects.filter(pk=booking.pk).update(cancelled_at=timezone.now())
    actions.save_venue(table.venue.platform, table.venue, by=table.secretary, **facts)
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
