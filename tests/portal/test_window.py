"""The window on the city while it is played: readers come in, nobody acts, and the next server takes over without a refusal."""

import http.client
import socket
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.db import InternalError, connections
from django.db.backends.signals import connection_created
from django.test import override_settings
from django.utils import timezone

from config import ports
from portal.demo import window
from portal.demo.window import Window

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def static(settings, tmp_path) -> None:
    """What the launcher has gathered lies somewhere; here nothing is gathered."""
    settings.STATIC_ROOT = tmp_path


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A port of our own, as the launcher holds it."""
    with ports.take(0) as taken:
        yield taken


@pytest.fixture
def open_window(listener) -> Iterator[list[str]]:
    """The window is open; the lines it has said."""
    lines: list[str] = []
    one = Window(listener.dup(), lines.append)
    one.open()
    yield lines
    one.close()


def ask(listener: socket.socket, method: str, path: str) -> tuple[int, str]:
    client = http.client.HTTPConnection(*listener.getsockname(), timeout=60)
    client.request(method, path)
    answer = client.getresponse()
    text = answer.read().decode()
    client.close()
    return answer.status, text


@override_settings(DEMO=True)
def test_readers_see_the_day_of_the_city_and_may_not_act(listener, open_window) -> None:
    status, page = ask(listener, "GET", "/")
    assert (status, "сегодня в нём" in page) == (200, True)
    status, page = ask(listener, "POST", "/accounts/login/")
    assert (status, "Читать всё можно уже сейчас" in page) == (503, True)
    [line] = open_window
    assert f"http://127.0.0.1:{listener.getsockname()[1]}" in line


def test_whatever_a_page_tries_a_reader_writes_nothing(listener) -> None:
    def write(environ, start_response):
        Session.objects.create(session_key="x", session_data="", expire_date=timezone.now())

    connection_created.connect(window._read_only, dispatch_uid="window")
    connections.close_all()  # a reader's thread comes with a connection of its own
    try:
        with pytest.raises(InternalError, match="read-only transaction"):
            window.look_only(write)({"REQUEST_METHOD": "GET"}, lambda *facts: None)
    finally:
        connection_created.disconnect(dispatch_uid="window")
        window._reader.is_here = False
        connections.close_all()
    assert not Session.objects.exists()


def test_who_comes_between_two_servers_waits_and_is_not_refused(listener) -> None:
    one = Window(listener.dup())
    one.open()
    assert window.living_day() is not None
    one.close()
    assert window.living_day() is None
    with socket.create_connection(listener.getsockname(), timeout=5) as early:
        early.sendall(b"GET / HTTP/1.0\r\n\r\n")
        accepted, _ = listener.accept()
        with accepted:
            assert accepted.recv(100).startswith(b"GET /")


def test_without_a_played_past_no_page_speaks_of_it(client) -> None:
    assert "сегодня в нём" not in client.get("/").content.decode()
