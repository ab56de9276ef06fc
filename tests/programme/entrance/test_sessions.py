"""A session ends by itself, its owner sees it in a list and ends the others."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from programme.models import Person

PASSWORD = "кедровая-шишка-42"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36"


def browser(person: Person, agent: str = FIREFOX) -> Client:
    """A browser in which the person has logged in."""
    client = Client(headers={"user-agent": agent})
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    return client


def with_password(person: Person) -> Person:
    person.set_password(PASSWORD)
    person.save()
    return person


def is_open(client: Client) -> bool:
    return client.get(reverse("inbox")).status_code == 200


def test_a_session_left_alone_ends_and_says_why(person, settings, clock) -> None:
    settings.SESSION_IDLE_MINUTES = 60
    client = browser(with_password(person()))
    for _ in range(3):
        clock.shift(timedelta(minutes=50))
        assert is_open(client)
    clock.shift(timedelta(minutes=61))
    answer = client.get(reverse("consent"))
    assert answer.url == f"{reverse('account_login')}?next={reverse('consent')}"
    assert "давно не пользовались" in client.get(answer.url).content.decode()
    assert not UserSession.objects.exists()


def test_a_session_in_use_ends_too(person, settings, clock) -> None:
    settings.SESSION_IDLE_MINUTES, settings.SESSION_MAX_HOURS = 60, 3
    client = browser(with_password(person()))
    for _ in range(3):
        clock.shift(timedelta(minutes=55))
        assert is_open(client)
    clock.shift(timedelta(minutes=20))
    assert not is_open(client)


def test_all_other_sessions_are_ended_at_once(person) -> None:
    anna, boris = with_password(person()), with_password(person())
    mine, phone, foreign = browser(anna), browser(anna, PHONE), browser(boris)
    page = mine.get(reverse("usersessions_list")).content.decode()
    assert ["Firefox, Windows" in page, "Chrome, Android" in page, page.count("это вы сейчас")] == [True, True, 1]
    assert mine.post(reverse("usersessions_list")).url == reverse("usersessions_list")
    assert [is_open(client) for client in (mine, phone, foreign)] == [True, False, True]


def test_a_new_password_ends_the_other_sessions(person) -> None:
    anna = with_password(person())
    mine, phone = browser(anna), browser(anna, PHONE)
    new = {"oldpassword": PASSWORD, "password1": "еловая-шишка-43", "password2": "еловая-шишка-43"}
    assert mine.post(reverse("account_change_password"), new).status_code == 302
    assert [is_open(client) for client in (mine, phone)] == [True, False]
