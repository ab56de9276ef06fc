"""The administrator appoints and dismisses in a browser; everybody else finds the door closed."""

import pytest
from django.test import Client

from casework.models import CalendarDay
from programme.models import RoleAssignment

pytestmark = pytest.mark.django_db


def browser(person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_the_administrator_appoints_and_the_role_works_at_once_and_stops_at_once(person):
    administrator, newcomer = person(role="admin"), person()
    client = browser(administrator)
    data = {"email": newcomer.email, "role": "platform_secretary", "ground": "распоряжение № 1"}
    assert client.post("/roles/new/", data).status_code == 302
    newcomer.forget_capacities()
    assert newcomer.has_role("platform_secretary")

    appointment = RoleAssignment.objects.get(person=newcomer)
    assert client.post(f"/roles/{appointment.pk}/end/", {"ground": "переход на другую работу"}).status_code == 302
    newcomer.forget_capacities()
    assert not newcomer.has_role("platform_secretary")


def test_a_forbidden_combination_is_refused_in_words(person):
    expert = person(role="expert_prof")
    page = browser(person(role="admin")).post(
        "/roles/new/", {"email": expert.email, "role": "expertise_coordinator", "ground": "распоряжение"}
    )
    assert page.status_code == 422
    assert "Совмещение запрещено" in page.content.decode()


@pytest.mark.parametrize("url", ["/roles/", "/roles/new/", "/calendar/", "/calendar/new/"])
def test_nobody_else_comes_in(person, url):
    assert Client().get(url).status_code == 302
    for outsider in (person(), person(role="clerk"), person(is_superuser=True)):
        assert browser(outsider).get(url).status_code == 403


def test_the_auditor_looks_and_changes_nothing(person):
    client = browser(person(role="auditor"))
    assert client.get("/roles/").status_code == 200
    assert client.post("/roles/new/", {}).status_code == 403


def test_a_day_the_library_does_not_know_is_written_down(person):
    client = browser(person(role="admin"))
    data = {"day": "2027-11-13", "is_working": "yes", "ground": "постановление Правительства"}
    assert client.post("/calendar/new/", data).status_code == 302
    day = CalendarDay.objects.get()
    assert (day.date.isoformat(), day.is_working, day.ground) == ("2027-11-13", True, "постановление Правительства")
    assert "13.11.2027" in client.get("/calendar/").content.decode()
