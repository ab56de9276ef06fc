"""The database goes away and comes back under people who read and act: whoever it meets is told to come again, nobody sees a fault."""

import http.client
import threading
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from tests.faults.server import own_server
from tests.faults.stack import CSRF, Stack, until

pytestmark = pytest.mark.fault
LOG_IN = """
from django.test import Client
from tests.story import make_person
client = Client()
client.force_login(make_person("platform_secretary"), backend="allauth.account.auth_backends.AuthenticationBackend")
print(client.cookies["sessionid"].value)
"""
WALK = [
    ("GET", "/", {}),
    ("GET", "/inbox/", {}),
    ("GET", "/board/", {}),
    ("GET", "/no-such-page/", {}),
    ("GET", "/healthz/", {}),
    ("POST", "/notifications/read/", {}),
    ("POST", "/accounts/login/", {"login": "nobody@example.org", "password": "none of your business"}),
]


@dataclass
class Reader:
    """Somebody who goes on whatever comes."""

    port: int
    session: str
    answers: Counter = field(default_factory=Counter)
    is_over: threading.Event = field(default_factory=threading.Event)

    def walk(self) -> None:
        while not self.is_over.is_set():
            for method, path, data in WALK:
                self.answers[self.ask(method, path, data)] += 1

    def ask(self, method: str, path: str, data: dict) -> object:
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        headers = {"Cookie": f"sessionid={self.session}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            wire.request(method, path, urlencode(data), headers)
            answer = wire.getresponse()
            answer.read()
            return answer.status if answer.status != 503 or answer.getheader("Retry-After") else "503 without a term"
        except (OSError, http.client.HTTPException) as error:
            return type(error).__name__
        finally:
            wire.close()


def test_four_readers_while_the_database_is_restarted_and_killed(tmp_path):
    with own_server(tmp_path) as server:
        stack = Stack(address=server.address, files=str(tmp_path))
        try:
            stack.site()
            session = server.run("shell", "--verbosity", "0", "-c", LOG_IN)
            readers = [Reader(stack.port, session) for _ in range(4)]
            threads = [threading.Thread(target=reader.walk) for reader in readers]
            for thread in threads:
                thread.start()
            for go_away in (server.stop, server.kill, server.stop):
                served = sum(reader.answers[200] for reader in readers)
                until(lambda: sum(reader.answers[200] for reader in readers) > served + 20)  # noqa: B023
                turned_away = [reader.answers[503] for reader in readers]
                go_away()
                until(lambda: all(reader.answers[503] > n for reader, n in zip(readers, turned_away)))  # noqa: B023, B905
                server.start()
            until(stack.answers)
            for reader in readers:
                reader.is_over.set()
            for thread in threads:
                thread.join()
        finally:
            stack.end()
    seen = sum((reader.answers for reader in readers), Counter())
    print(dict(seen))
    assert {200, 503} <= set(seen)
    assert {status for status in seen if not (isinstance(status, int) and (status < 500 or status == 503))} == set()
