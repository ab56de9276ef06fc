"""Clients that send a byte a second hold nobody up, and are not listened to for ever; half a form is no form."""

import socket
import threading
import time

import pytest

from config import reception

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]
HEAD = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"a" * 10_000
FORM = b"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n"
UPLOAD = b"POST /v/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"


class SlowClient(threading.Thread):
    """Sends what it has at once, then a byte a second."""

    def __init__(self, port: int, beginning: bytes) -> None:
        super().__init__(daemon=True)
        self.wire = socket.create_connection(("127.0.0.1", port))
        self.wire.sendall(beginning)
        self.is_over = threading.Event()

    def run(self) -> None:
        try:
            while not self.is_over.wait(1):
                self.wire.sendall(b"a")
        except OSError:
            pass  # the site does not listen any more

    def end(self) -> None:
        self.is_over.set()
        self.join()
        self.wire.close()


@pytest.mark.parametrize(
    "beginning",
    [HEAD, FORM + b"Content-Length: 5000\r\n\r\nlogin=", UPLOAD + b"Content-Length: 5000000\r\n\r\n--x\r\n"],
    ids=["headers", "a form", "an upload"],
)
def test_sixteen_slow_clients_hold_nobody_up(stack, beginning):
    stack.site()
    slow = [SlowClient(stack.port, beginning) for _ in range(16)]
    for client in slow:
        client.start()
    time.sleep(2)  # each has been given its thread
    began = time.monotonic()
    answers = [stack.request("GET", "/healthz/", timeout=reception.HEADERS_WITHIN)[0] for _ in range(5)]
    print(f"five answers beside sixteen slow clients: {time.monotonic() - began:.2f} s")
    held = [client.is_alive() for client in slow]
    for client in slow:
        client.end()
    assert (answers, held) == ([200] * 5, [True] * 16)


def test_whoever_takes_too_long_is_not_listened_to(stack):
    stack.site()
    with socket.create_connection(("127.0.0.1", stack.port)) as wire:
        wire.sendall(HEAD)
        assert wire.recv(1000) == b""  # after HEADERS_WITHIN; nothing was asked, so there is nothing to answer
    with socket.create_connection(("127.0.0.1", stack.port)) as wire:
        wire.sendall(FORM + b"Content-Length: 5000\r\n\r\nlogin=nobody")
        assert wire.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_what_has_broken_off_is_no_request(stack):
    stack.site()
    for beginning in (
        FORM + b"Content-Length: 5000\r\n\r\nlogin=nobody",
        UPLOAD + b"Content-Length: 900000\r\n\r\n--x\r\n",
    ):
        with socket.create_connection(("127.0.0.1", stack.port)) as wire:
            wire.sendall(beginning)
            wire.shutdown(socket.SHUT_WR)
            assert wire.recv(1000).split()[1] in {b"408", b"400", b"403"}
    with socket.create_connection(("127.0.0.1", stack.port)) as wire:
        wire.sendall(UPLOAD + b"Content-Length: 900000000\r\n\r\n")
        assert wire.recv(1000).startswith(b"HTTP/1.1 413 ")
