"""The address for calendar programs: random, renewed by its owner, shut by a new password or second factor, silent about cases."""

import re

import pytest
from allauth.account.signals import password_reset
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.test import Client
from django.urls import reverse

from casework.models import CalendarFeed, Waiting
from programme.appointments.actions import appoint
from programme.models import Person
from programme.people.actions import deactivate
from tests.story import answer, application, begin, make_member, make_organization, make_person, make_platform

pytestmark = pytest.mark.django_db
TITLE = "Двор, о котором ещё никто не знает"


@pytest.fixture
def secretary() -> Person:
    """Somebody with a deadline: a proposal to check."""
    secretary = make_person()
    appoint(secretary, role="platform_secretary", ground="распоряжение")
    tos = make_organization()
    head = make_member(tos)
    proposal = begin(head, tos, make_platform(tos), TITLE)
    answer(head, proposal.case, "submit", **application(TITLE))
    return secretary


def made(client: Client) -> str:
    """The address that the button makes."""
    page = client.post(reverse("deadlines")).content.decode()
    return re.search(r'value="(http://\S+/deadlines/\S+\.ics)"', page)[1]


def text_at(address: str) -> str:
    """What a calendar program reads there; empty if there is nothing."""
    answer = Client().get(address)
    return answer.content.decode().replace("\r\n ", "") if answer.status_code == 200 else ""


def test_a_calendar_reads_days_and_steps_but_no_cases(client, secretary) -> None:
    client.force_login(secretary)
    address = made(client)
    waiting = Waiting.objects.open().of(secretary).exclude(due_at=None).get()
    assert TITLE in waiting.case_title
    for text in (text_at(address), client.get(reverse("deadlines_file")).content.decode().replace("\r\n ", "")):
        assert f"SUMMARY:{waiting.title}\r\n" in text
        assert f"URL:http://testserver{waiting.get_absolute_url()}\r\n" in text
        assert "никто не знает" not in text
        assert set(re.findall(r"^([A-Z]+)[:;]", text.partition("BEGIN:VEVENT")[2], re.M)) == {
            "SUMMARY", "DTSTART", "DTSTAMP", "UID", "URL", "END",
        }  # fmt: skip


def test_the_key_is_random_shown_once_and_kept_as_a_hash(client, secretary) -> None:
    client.force_login(secretary)
    address = made(client)
    key = re.search(r"/deadlines/(\S+)\.ics", address)[1]
    assert len(key) >= 40
    assert key not in client.get(reverse("deadlines")).content.decode()
    assert key not in str(CalendarFeed.objects.values().get())


def test_a_new_address_shuts_the_old_one(client, secretary) -> None:
    client.force_login(secretary)
    first, second = made(client), made(client)
    assert [bool(text_at(address)) for address in (first, second)] == [False, True]
    deactivate(secretary, ground="заявление", leave_open=True)
    assert text_at(second) == ""


@pytest.mark.parametrize("change", [password_reset, authenticator_added, authenticator_removed])
def test_a_new_secret_of_the_owner_shuts_the_address_and_nobody_else_s(client, secretary, change) -> None:
    other = make_person()
    addresses = []
    for person in (secretary, other):
        client.force_login(person)
        addresses.append(made(client))
    change.send(sender=Person, request=None, user=secretary, authenticator=None)
    assert [bool(text_at(address)) for address in addresses] == [False, True]


def test_a_password_changed_on_the_page_shuts_the_address(client, secretary) -> None:
    secretary.set_password("кедровая-шишка-42")
    secretary.save()
    client.post(reverse("account_login"), {"login": secretary.email, "password": "кедровая-шишка-42"})
    address = made(client)
    new = {"oldpassword": "кедровая-шишка-42", "password1": "еловая-шишка-43", "password2": "еловая-шишка-43"}
    assert client.post(reverse("account_change_password"), new).status_code == 302
    assert text_at(address) == ""
