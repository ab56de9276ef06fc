"""Who guesses passwords is stopped, and only they: by account and address together, in all processes, behind a proxy."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as installation
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from casework.origin import address_of
from programme.models import Person

PASSWORD = "кедровая-шишка-42"
GUESSER, OWNER = "203.0.113.5", "198.51.100.7"


@pytest.fixture
def anna(person) -> Person:
    anna = person()
    anna.set_password(PASSWORD)
    anna.save()
    return anna


def behind_the_proxy(address: str, forged: str = "") -> Client:
    """A browser whose requests come through our proxy, which adds what it has seen to what the client wrote."""
    chain = ", ".join(filter(None, [forged, address]))
    return Client(REMOTE_ADDR="10.0.0.1", headers={"x-forwarded-for": chain})


def is_in(client: Client, email: str, password: str) -> bool:
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session


def test_after_five_guesses_even_the_right_password_is_refused_to_the_guesser_only(anna, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(5):
        assert not is_in(behind_the_proxy(GUESSER, forged=f"192.0.2.{number}"), anna.email, f"не тот {number}")
    attempt = {"login": anna.email, "password": PASSWORD}
    page = behind_the_proxy(GUESSER).post(reverse("account_login"), attempt).content.decode().replace("\u00a0", " ")
    assert "Подождите пять минут" in page
    assert not is_in(behind_the_proxy(GUESSER, forged=OWNER), anna.email, PASSWORD)
    assert is_in(behind_the_proxy(OWNER), anna.email, PASSWORD)


def test_one_address_does_not_try_one_password_on_everybody(anna, settings) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for number in range(20):
        assert not is_in(behind_the_proxy(GUESSER), f"somebody{number}@example.org", "Пароль-города-1")
    assert not is_in(behind_the_proxy(GUESSER), anna.email, PASSWORD)
    assert is_in(behind_the_proxy(OWNER), anna.email, PASSWORD)


def test_guesses_are_counted_in_the_database(anna) -> None:
    """So they are counted for all processes, and a restart forgets none."""
    assert not is_in(Client(), anna.email, "не тот")
    assert isinstance(cache._connections["default"], DatabaseCache)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM programme_counter WHERE cache_key LIKE '%%login_failed%%'")
        assert cursor.fetchone()[0] == 2


@pytest.mark.parametrize(
    ("proxies", "chain", "peer", "address"),
    [
        (0, "192.0.2.1", "203.0.113.5", "203.0.113.5"),
        (1, "203.0.113.5", "10.0.0.1", "203.0.113.5"),
        (1, "192.0.2.1, 203.0.113.5", "10.0.0.1", "203.0.113.5"),
        (2, "192.0.2.1, 203.0.113.5, 10.0.0.2", "10.0.0.1", "203.0.113.5"),
        (2, "203.0.113.5", "10.0.0.1", "10.0.0.1"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "<script>", "10.0.0.1", "10.0.0.1"),
        (1, "203.0.113.5:41234", "10.0.0.1", "203.0.113.5"),
        (1, "[2001:db8::7]:41234", "10.0.0.1", "2001:db8::7"),
        (1, "2001:db8::7", "", "2001:db8::7"),
        (0, "", "", "0.0.0.0"),
    ],
)
def test_only_our_proxies_are_believed(settings, proxies: int, chain: str, peer: str, address: str) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    headers = {"x-forwarded-for": chain} if chain else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=peer, headers=headers)) == address


def test_nothing_else_reads_the_address_of_the_peer() -> None:
    """Whoever wants to know an address asks the one place that knows of proxies."""
    rooms = [path for room in installation.ROOMS for path in (installation.BASE_DIR / room).rglob("*.py")]
    readers = {f"{path.relative_to(installation.BASE_DIR)}" for path in rooms if "REMOTE_ADDR" in path.read_text()}
    assert readers == {"casework/origin.py"}


def test_whoever_sits_at_somebody_s_open_session_does_not_guess_either(anna) -> None:
    client = Client()
    assert is_in(client, anna.email, PASSWORD)
    for number in range(5):
        client.post(reverse("account_reauthenticate"), {"password": f"не тот {number}"})
    page = client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).content.decode()
    assert "Подождите пять минут" in page.replace("\u00a0", " ")


def refused_after(ask: Callable[[], Any], limit: int) -> bool:
    answers = [ask() for _ in range(limit + 1)]
    assert "Подождите несколько минут" in answers[-1].content.decode().replace("\u00a0", " ")
    return [answer.status_code for answer in answers].index(429) == limit


def test_signing_up_and_forgotten_passwords_are_limited_too(db) -> None:
    assert refused_after(lambda: Client().post(reverse("account_signup"), {}), 20)
    ask = {"email": "nobody@example.org"}
    assert refused_after(lambda: Client().post(reverse("account_reset_password"), ask), 5)
