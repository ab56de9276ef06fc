"""M10: the memory of the site's workers as `./run` starts them, fresh and after many pages, beside Django with one empty page."""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path

from benchmarks.clockwork import Line, extent

PAGES = ["/", "/proposals/", "/accounts/login/", "/documents/", "/marks/"]
FEW, SOME, MANY = 40, 2_000, 10_000
PATIENCE = 120  # seconds for the site to answer
BARE = """
from django.conf import settings
from django.http import HttpResponse
from django.urls import path
settings.configure(SECRET_KEY='x', ALLOWED_HOSTS=['*'], ROOT_URLCONF=__name__, INSTALLED_APPS=['django.contrib.auth',
    'django.contrib.contenttypes', 'django.contrib.sessions', 'django.contrib.messages'],
    DATABASES={'default': {'ENGINE': 'django.db.backends.postgresql'}})
urlpatterns = [path('', lambda request: HttpResponse('да'))]
import django; django.setup()
from django.core.wsgi import get_wsgi_application; get_wsgi_application()
from django.test import Client
assert Client(SERVER_NAME='127.0.0.1').get('/').status_code == 200
import re; print(re.search(r'VmRSS:\\s+(\\d+)', open('/proc/self/status').read())[1])
"""


def measure(full: bool) -> list[Line]:
    """Memory a worker takes: what is shared is divided among those who share it (PSS), the master's part included."""
    bare, many = _bare(), extent(MANY if full else SOME, 6)
    with _site() as (process, port):
        _ask(port, FEW)
        fresh, resident = _memory(process.pid)
        _ask(port, many)
        later, _ = _memory(process.pid)
    note = f"вместе с долей главного процесса; резидентно {resident:.0f} МБ, из них общее с соседями {resident - fresh:.0f} МБ"
    return [
        Line("M10 память веб-процесса", f"{fresh:.0f} МБ", f"голый Django: {bare:.0f} МБ", f"{fresh / bare:.2f}", "≤ 80 МБ", note),
        Line(f"M10 то же после {many} страниц", f"{later:.0f} МБ", f"свежий: {fresh:.0f} МБ", f"{later / fresh:.2f}", "ровно"),
    ]  # fmt: skip


def _bare() -> float:
    answer = subprocess.run([sys.executable, "-W", "ignore", "-c", BARE], capture_output=True, text=True, check=True)
    return int(answer.stdout.split()[-1]) / 1024


@contextmanager
def _site() -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """The site under gunicorn, as the launcher starts it."""
    from config.launch import SPARING, web

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings"} | SPARING
    process = subprocess.Popen(web(port), env=environment, start_new_session=True)
    try:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline and socket.socket().connect_ex(("127.0.0.1", port)):
            time.sleep(0.2)
        yield process, port
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def _ask(port: int, times: int) -> None:
    """Pages in turn, each over a connection of its own, so that all workers get their share."""
    for page in islice(cycle(PAGES), times):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", page)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        assert answer.status < 500, (page, answer.status)


def _memory(master: int) -> tuple[float, float]:
    """Megabytes a worker: the proportional share of the group divided by the workers, and what a worker has resident."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    shares = [_rollup(pid, "Pss") for pid in [str(master), *children]]
    return sum(shares) / len(children), max(_rollup(pid, "Rss") for pid in children)


def _rollup(pid: str, name: str) -> float:
    found = re.search(rf"^{name}:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    assert found
    return int(found[1]) / 1024
