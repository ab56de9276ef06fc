"""`DEMO=0 ./run` as an office starts it: in an environment that knows nothing of tests, to its site, and to an opened city."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from queue import Queue
from threading import Thread
from urllib.parse import urlencode, urlsplit

import psycopg
import pytest

from config.embedded_postgres import PROJECT, Cluster
from tests.faults.stack import CSRF, PATIENCE, until

pytestmark = pytest.mark.fault
LEFT = ("PATH", "HOME", "USER", "LANG", "LC_ALL", "TMPDIR")  # what the shell of any office has
ZONES = "SELECT prosrc FROM pg_proc WHERE prosrc LIKE '%timezone(''%'"


class Run:
    """The launcher and what it says."""

    def __init__(self, folder: Path, address: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        own = {"KEYS_DIR": "keys", "MEDIA_ROOT": "files", "EMAIL_FILE_PATH": "mail", "TIME_ZONE_FILE": "time_zone"}
        shell = {name: os.environ[name] for name in LEFT if name in os.environ}
        self.environment = shell | {name: str(folder / path) for name, path in own.items()}
        self.environment |= {"DATABASE_URL": address, "DEMO": "0", "PORT": str(self.port)}
        self.process = subprocess.Popen(
            [sys.executable, "run"],
            cwd=PROJECT,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.lines: Queue[str] = Queue()
        self.heard: list[str] = []
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put("")

    def hears(self, words: str) -> str:
        """The next line with these words; the test fails when the launcher ends without them."""
        while line := self.lines.get(timeout=PATIENCE):
            self.heard.append(line)
            if words in line:
                return line
        raise AssertionError("".join(self.heard))

    def asks(self, path: str, **data: str) -> tuple[int, str]:
        """A request as a browser sends it: status and page."""
        wire = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {"Cookie": f"csrftoken={CSRF}", "X-CSRFToken": CSRF}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        wire.request("POST" if data else "GET", path, urlencode(data) if data else None, headers)
        answer = wire.getresponse()
        page = answer.read().decode()
        wire.close()
        return answer.status, page

    def doctor(self) -> str:
        """What `./run doctor` says beside it, of the city and not of the machine."""
        command = [sys.executable, "run", "doctor"]
        done = subprocess.run(
            command, cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE
        )
        return done.stdout.partition("Перед открытием для людей")[2]

    def end(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        self.listener.join()
        assert self.process.stdout
        self.process.stdout.close()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Cluster]:
    folder = tmp_path / "server"
    folder.mkdir()
    cluster = Cluster(folder)
    try:
        cluster.ensure(tied=True)
        yield cluster
    finally:
        cluster.remove()


@pytest.fixture
def run(server: Cluster, tmp_path: Path) -> Iterator[Run]:
    run = Run(tmp_path, server.dsn())
    yield run
    run.end()


def test_an_office_starts_the_site_and_opens_its_city(run: Run, server: Cluster) -> None:
    address = re.search(r"Откройте город: (http\S+)", run.hears("Откройте город:"))
    assert address
    path = urlsplit(address[1]).path
    pages = [run.asks("/"), run.asks(path)]
    assert [status for status, _ in pages] == [200, 200]
    assert ["Город ещё не открыт" in pages[0][1], "Открыть город" in pages[1][1]] == [True, True]

    assert run.asks(f"{path}names/", city_name="г. Тюмень", organisation_name="Комитет Тюмени")[0] == 302
    assert run.asks(f"{path}zone/", time_zone="Europe/Moscow")[0] == 302
    run.hears("Часовой пояс: Europe/Moscow")
    assert run.asks(path)[0] == 200
    with psycopg.connect(server.dsn()) as connection:
        sources = " ".join(source for (source,) in connection.execute(ZONES))
    assert set(re.findall(r"timezone\('([^']+)'", sources)) == {"Europe/Moscow"}

    wanted = ("НЕТ   Комитет: ещё не образован", "есть  Очередь: работает", "НЕТ   Администраторы: нет ни одного")
    until(lambda: (city := run.doctor()) and all(line in city for line in wanted))  # the queue begins beside the site

    answer = run.asks(f"{path}administrator/", last_name="Петрова", first_name="Ольга", email="boss@tyumen.example")
    assert (answer[0], "/reset/key/" in answer[1], run.asks(path)[0]) == (200, True, 404)
