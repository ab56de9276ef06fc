"""In what capacities a person may act today, and who holds a capacity: two views of the same facts."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programme import access
from programme.appointments import actions as appointments_actions
from programme.models import Membership, Organization, Person, Role, RoleAssignment
from programme.people import actions as people_actions
from programme.periods import today
from tests.belonging import accepted, belong

CITY = ZoneInfo("Asia/Krasnoyarsk")


def keys(somebody: Person) -> set[str]:
    return set(Person.objects.get(pk=somebody.pk).capacity_keys())


def test_names(person) -> None:
    anna = person()
    assert str(anna) == "Иванова Анна Петровна"
    assert anna.short_name == "А.\u00a0П.\u00a0Иванова"
    assert person(middle_name="").short_name == "А.\u00a0Иванова"


def test_a_person_acts_for_themselves(person) -> None:
    anna = person()
    assert [(one.key, one.title, one.kind) for one in anna.capacities()] == [(f"person:{anna.pk}", "лично", "person")]


def test_a_role_with_a_scope_is_two_keys(person) -> None:
    anna = person(role="moderator", scope="centre")
    assert {"role:moderator", "role:moderator:centre"} < keys(anna)
    assert anna.has_role("clerk", "moderator")
    assert not anna.has_role("clerk")


def test_the_words_for_a_capacity(person, head_of, tos) -> None:
    titles = {one.key: one.title for one in head_of(tos).capacities()}
    assert titles[f"signer:{tos.pk}"] == "подписант — ТОС «Утёс»"
    secretary = {one.key: one.title for one in person(role="platform_secretary").capacities()}
    assert secretary["role:platform_secretary"] == "секретарь площадки"


def test_a_superuser_holds_nothing(db) -> None:
    root = Person.objects.create_superuser("ROOT@example.org", "long-enough-42", last_name="Ру", first_name="Т")
    assert root.email == "root@example.org"
    assert keys(root) == {f"person:{root.pk}"}


def test_a_dismissed_person_stops_at_once(person) -> None:
    anna = person(role="clerk")
    appointments_actions.dismiss(anna.appointments.get(), ground="увольнение")
    assert keys(anna) == {f"person:{anna.pk}"}
    assert not Person.objects.holding("role:clerk").exists()


def test_a_closed_account_holds_nothing(person) -> None:
    anna = person(role="clerk")
    people_actions.deactivate(anna, ground="увольнение")
    assert keys(anna) == set()
    assert not Person.objects.holding("role:clerk").exists()
    assert not Person.objects.holding(f"person:{anna.pk}").exists()


@pytest.mark.dated
def test_the_day_is_the_citys_day(person, clock) -> None:
    anna, first = person(), today() + timedelta(days=30)
    appointments_actions.appoint(
        anna, role="clerk", ground="приказ", valid_from=first, valid_to=first + timedelta(days=1)
    )
    anna = Person.objects.get(pk=anna.pk)
    seen = []
    midnight = datetime.combine(first, time(), tzinfo=CITY)
    for minutes in (-5, 5, 2 * 24 * 60 - 5, 2 * 24 * 60 + 5):
        clock.move_to(midnight + timedelta(minutes=minutes))
        seen.append((anna.has_role("clerk"), Person.objects.holding("role:clerk").exists()))
    assert seen == [(False, False), (True, True), (True, True), (False, False)]


def test_an_unconfirmed_head_is_a_member_only(person, tos) -> None:
    anna = person()
    Membership.objects.create(person=anna, organization=tos, role="head", position="п", ground="г", valid_from=today())
    assert keys(anna) == {f"person:{anna.pk}", f"member:{tos.pk}"}


def test_a_stranger_has_no_keys() -> None:
    assert access.keys_of(AnonymousUser()) == []
    assert not access.has_role(AnonymousUser(), "clerk")
    assert not access.holds(AnonymousUser(), "role:clerk")


@pytest.mark.parametrize("key", ["", "person", "person:", "person:x", "signer:-1", "role:", "role:king", "spy:1"])
def test_nobody_holds_nonsense(person, key: str) -> None:
    person(role="clerk")
    assert not Person.objects.holding(key).exists()


def test_a_constant_number_of_queries(person, tos, django_assert_num_queries) -> None:
    anna = person(role="clerk")
    for role in ("moderator", "analyst", "archivist"):
        appointments_actions.appoint(anna, role=role, ground="приказ")
    belong(anna, tos, valid_from=today())
    anna = Person.objects.get(pk=anna.pk)
    with django_assert_num_queries(1):
        anna.capacities()
        anna.capacity_keys()
        anna.has_role("clerk")


def test_nobody_is_deleted(person) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Person.objects.filter(pk=person().pk)._raw_delete("default")


def test_addresses_are_in_lower_case(person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.filter(pk=person().pk).update(email="Anna@Example.org")


PERIODS = st.tuples(st.integers(-3, 2), st.none() | st.integers(0, 4), st.booleans())
SCOPED = st.tuples(st.sampled_from([Role.CLERK, Role.MODERATOR, Role.ANALYST]), st.sampled_from(["", "a", "b"]))


def terms(period: tuple[int, int | None, bool]) -> dict[str, object]:
    start, length, is_ended = period
    first = today() + timedelta(days=start)
    last = None if length is None else first + timedelta(days=length)
    return {"valid_from": first, "valid_to": last, "ended_at": timezone.now() if is_ended else None, "ground": "г"}


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    appointments=st.lists(st.tuples(st.integers(0, 2), SCOPED, PERIODS), max_size=5),
    memberships=st.lists(
        st.tuples(st.integers(0, 2), st.sampled_from(list(Membership.Role)), st.booleans(), PERIODS), max_size=5
    ),
    active=st.lists(st.booleans(), min_size=3, max_size=3),
)
def test_holding_equals_capacities(appointments, memberships, active) -> None:
    with transaction.atomic():
        people = [
            Person.objects.create_user(f"p{n}@example.org", last_name="А", first_name="Б", is_active=is_active)
            for n, is_active in enumerate(active)
        ]
        group = Organization.objects.create(
            full_name="Г", short_name="Г", sector="community", legal_form="ТОС", address="а"
        )
        for who, (role, scope), period in appointments:
            _try(RoleAssignment, person=people[who], role=role, scope=scope, **terms(period))
        for who, role, is_confirmed, period in memberships:
            confirmed = timezone.now() if is_confirmed else None
            _try(
                Membership,
                person=people[who],
                organization=group,
                role=role,
                position="п",
                confirmed_at=confirmed,
                invitation=None
                if role == "head"
                else accepted(people[who], group, role, position="п", **terms(period)),
                **terms(period),
            )
        possible = {f"person:{one.pk}" for one in people} | {f"signer:{group.pk}", f"member:{group.pk}"}
        possible |= {f"role:{role}" for role in Role} | {f"role:{role}:{scope}" for role in Role for scope in "ab"}
        held = {(key, one.pk) for one in people for key in Person.objects.get(pk=one.pk).capacity_keys()}
        ours = Person.objects.filter(pk__in=[one.pk for one in people])
        assert held == {(key, one.pk) for key in possible for one in ours & Person.objects.holding(key)}
        transaction.set_rollback(True)


def _try(model, **fields) -> None:
    """The database refuses overlaps; what it accepts is what there is."""
    try:
        with transaction.atomic():
            model.objects.create(**fields)
    except IntegrityError:
        pass
