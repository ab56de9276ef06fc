"""Whoever of an office is tied to those a case is about leaves its steps to colleagues, as long as there are any (регламент 3.0)."""

import pytest
from django.test import Client

from casework import door
from casework.inbox import mine
from casework.models import Notification, Waiting
from casework.pages import own_steps
from casework.queue import run_pending
from programme.appointments import actions as appointments
from programme.interests.actions import surfaced
from tests.belonging import belong
from tests.story import answer, application, begin, make_member, make_organization, make_person, make_platform

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CHECK = "Проверить заявку"


def fresh(person):
    return type(person).objects.get(pk=person.pk)


def has_it(person, waiting):
    """Is the step among the tasks of a person, and do the list, the page and the door agree?"""
    person = fresh(person)
    listed = waiting in [line.waiting for line in mine(person)]
    browser = Client()
    browser.force_login(person, backend=BACKEND)
    opened = browser.get(waiting.get_absolute_url()).status_code == 200
    try:
        door.open_task(waiting.pk, person)
        is_let_in = True
    except door.NotYours:
        is_let_in = False
    marked = bool(own_steps(Waiting.objects.filter(pk=waiting.pk), person.capacity_keys()))
    assert listed == opened == is_let_in == marked == Waiting.objects.open().of(person).filter(pk=waiting.pk).exists()
    return listed


@pytest.fixture
def office(db):
    return [make_person("platform_secretary") for _ in range(3)]


@pytest.fixture
def step(office):
    """An application of an organisation of the first secretary waits to be checked."""
    tos = make_organization()
    belong(office[0], tos)
    signer = make_member(tos)
    proposal = begin(signer, tos, make_platform(tos), "Двор")
    answer(signer, proposal.case, "submit", **application("Двор"))
    return Waiting.objects.open().get(title=CHECK)


def test_a_step_passes_by_whoever_is_tied_to_the_applicant(office, step):
    assert step.closed_to == [f"person:{office[0].pk}"]
    assert [has_it(person, step) for person in office] == [False, True, True]
    told = Notification.objects.filter(title=CHECK).values_list("person", flat=True)
    assert set(told) == {office[1].pk, office[2].pk}
    assert not has_it(make_person("clerk"), step)


def test_a_tie_that_comes_to_be_known_and_a_change_of_the_office_are_taken_up(office, step):
    _, second, third = office
    belong(second, step.task.process.coerced.proposal.organization)
    surfaced(second)
    run_pending()
    assert [has_it(person, step) for person in office] == [False, False, True]

    appointments.dismiss(third.appointments.get(), ground="перевод")
    run_pending()
    assert [has_it(person, step) for person in office] == [True, True, False], "nobody else is left: the office does it"

    new = make_person("platform_secretary")
    run_pending()
    assert [has_it(person, step) for person in (*office, new)] == [False, False, False, True]


def test_where_nobody_is_free_the_step_stays_with_the_office():
    tos, alone = make_organization(), make_person("platform_secretary")
    belong(alone, tos)
    signer = make_member(tos)
    proposal = begin(signer, tos, make_platform(tos), "Двор")
    answer(signer, proposal.case, "submit", **application("Двор"))
    step = Waiting.objects.open().get(title=CHECK)
    assert (step.closed_to, has_it(alone, step)) == ([], True)
