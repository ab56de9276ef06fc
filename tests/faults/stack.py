"""The real site and the real worker on the test's own database: started with the very commands of `./run`, killed as machines kill."""

import http.client
import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from inspect import getsource
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import psycopg
from django.conf import settings
from django.db import connection
from django.test import Client
from procrastinate.exceptions import AlreadyEnqueued

from casework.tasks import pick_up
from config.launch import QUEUE, web
from config.supervisor import Child
from tests.clock import for_processes

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CSRF = "k" * 32
PATIENCE = 600  # seconds: a busy machine is no fault, only one that never comes to it


def database_url() -> str:
    """The address of the database this test works in."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def until(question: Callable[[], Any]) -> Any:
    """Wait for something to become true; the test fails when it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"{getsource(question).strip()} has not come true within {PATIENCE} s")


def children_of(pid: int) -> list[int]:
    """The processes a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@dataclass
class Stack:
    """Whatever of the installation is running now; on the test's own database and files unless told otherwise."""

    address: str = ""
    files: str = ""
    port: int = 0
    running: list[Child] = field(default_factory=list)

    def site(self) -> Child:
        """Start the site and wait until it answers."""
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        child = self._start("Сайт", web(self.port))

        def is_up() -> bool:
            assert child.process.poll() is None, f"the site has ended: code {child.process.returncode}"
            return self.answers()

        until(is_up)
        return child

    def worker(self) -> Child:
        """Start the worker."""
        return self._start("Очередь", QUEUE)

    def _start(self, name: str, command: list[str]) -> Child:
        own = {
            "DATABASE_URL": self.address or database_url(),
            "MEDIA_ROOT": self.files or str(settings.MEDIA_ROOT),
            "KEYS_DIR": str(settings.KEYS_DIR),
            **for_processes(),
        }
        child = Child(name, command, {**os.environ, **own, "SOGLASIE_TESTING": "1", "DEMO": "0"})
        self.running.append(child)
        return child

    def answers(self) -> bool:
        """Does the site answer?"""
        try:
            return self.request("GET", "/healthz/")[0] == 200
        except OSError:
            return False

    def request(
        self, method: str, path: str, person: Any = None, timeout: float = PATIENCE, **data: Any
    ) -> tuple[int, str]:
        """One request as a browser of the person sends it; status and address of what follows."""
        client = Client()
        if person:
            client.force_login(person, backend=BACKEND)
        cookies = {**{name: one.value for name, one in client.cookies.items()}, "csrftoken": CSRF}
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()), "X-CSRFToken": CSRF}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        try:
            wire.request(method, path, urlencode(data) if method == "POST" else None, headers)
            answer = wire.getresponse()
            return answer.status, answer.getheader("Location") or ""
        finally:
            wire.close()

    def kill(self, child: Child) -> None:
        """As the machine would: the whole group at once, nobody says goodbye."""
        child.signal_group(signal.SIGKILL)
        child.process.wait()
        self.running.remove(child)

    def end(self) -> None:
        """Nothing outlives the test, nor does any connection to its database."""
        for child in list(self.running):
            self.kill(child)


@contextmanager
def another_connection() -> Iterator[psycopg.Connection[Any]]:
    """A connection that is not the test's own; what it holds is let go at the end."""
    with psycopg.connect(database_url()) as other:
        yield other
        other.rollback()


def somebody_waits_for_a_lock() -> bool:
    """Is a connection to this database held up by a lock?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")  # within a transaction the view would never change
        cursor.execute("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return cursor.fetchone() is not None


def is_due_now() -> bool:
    """The queue compares its terms with the server's clock, which no test moves: whatever is put off is due now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo' AND scheduled_at IS NOT NULL"
        )
    return True


def half_a_minute_later() -> None:
    """Dead workers are recognised by the silence of their hearts; the job that looks for them runs every minute, here at once."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
    with suppress(AlreadyEnqueued):  # a worker that has just started may have asked for it itself
        pick_up.defer(timestamp=0)
