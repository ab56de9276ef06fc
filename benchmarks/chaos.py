"""`./run chaos [--rounds N] [--seconds S] [--clients C] [--seed X]`: random `kill -9` under load, then every promise is asked.

The site and the worker run on a database of their own, which is thrown away at the end. Clients send real forms over the loopback,
several at once on the same tasks, while processes are killed at random moments. What has been answered must have happened, once;
what has not must not be half-done. Exit 1 when a promise is broken.
"""

import argparse
import http.client
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit
from uuid import uuid4

import psycopg

from config.launch import QUEUE, web
from config.supervisor import Child

SCRATCH = "soglasie_chaos"
CSRF = "k" * 32
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Tally:
    """What the clients have been told, and what happened to the processes."""

    submitted: set[int] = field(default_factory=set)
    admitted: set[int] = field(default_factory=set)
    answers: dict[str, int] = field(default_factory=dict)
    kills: dict[str, int] = field(default_factory=dict)
    lock: Any = field(default_factory=threading.Lock)

    def count(self, table: dict[str, int], name: str) -> None:
        """One more of these."""
        with self.lock:
            table[name] = table.get(name, 0) + 1


class Site:
    """The processes, and a way to talk to them."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.children = [Child("site", web(self.port), os.environ), Child("queue", QUEUE, os.environ)]

    def post(self, path: str, cookie: str, data: dict[str, Any]) -> int:
        """Send a form; the status, 0 when there was no answer."""
        wire = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {"Cookie": f"{cookie}; csrftoken={CSRF}", "X-CSRFToken": CSRF}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            wire.request("POST", path, urlencode(data, doseq=True), headers)
            return wire.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            wire.close()

    def is_up(self) -> bool:
        """Does anything listen?"""
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    def hurt(self, dice: random.Random, tally: Tally) -> None:
        """Kill something: one worker of the site, the whole site, or the queue."""
        site, queue = self.children
        victim = dice.choice(["site's worker", "site's worker", "site", "queue"])
        tally.count(tally.kills, victim)
        if victim == "site's worker":
            mine = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
            workers = mine.read_text().split() if mine.exists() else []
            if workers:
                _kill(int(dice.choice(workers)))
            return
        child = queue if victim == "queue" else site
        child.signal_group(signal.SIGKILL)
        child.process.wait()
        child.start()

    def end(self) -> None:
        """Nobody is left."""
        for child in self.children:
            child.signal_group(signal.SIGKILL)
            child.process.wait()


def _kill(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def main() -> int:
    arguments = _arguments()
    address = os.environ["DATABASE_URL"]
    with tempfile.TemporaryDirectory() as folder:
        scratch = _make_scratch(address)
        os.environ |= {"DATABASE_URL": scratch, "MEDIA_ROOT": folder, "SOGLASIE_TESTING": "1", "DEMO": "0"}
        os.environ["EMAIL_BACKEND"] = "django.core.mail.backends.dummy.EmailBackend"
        try:
            subprocess.run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], check=True)
            return _run(arguments)
        finally:
            _drop(address)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run chaos", description="Проверка на отказы: kill -9 под нагрузкой.")
    parser.add_argument("--rounds", type=int, default=5, help="сколько раз убивать (не больше 200)")
    parser.add_argument("--seconds", type=int, default=120, help="сколько секунд, самое большее (не больше 3600)")
    parser.add_argument("--clients", type=int, default=4, help="сколько людей одновременно (не больше 16)")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6), help="с чего начать случайность")
    given = parser.parse_args()
    given.rounds, given.seconds = min(given.rounds, 200), min(given.seconds, 3600)
    given.clients = min(given.clients, 16)
    return given


def _make_scratch(address: str) -> str:
    _drop(address)
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {SCRATCH}")
    return urlunsplit(urlsplit(address)._replace(path=f"/{SCRATCH}"))


def _drop(address: str) -> None:
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"DROP DATABASE IF EXISTS {SCRATCH} WITH (FORCE)")


def _run(arguments: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    dice, tally = random.Random(arguments.seed), Tally()
    town = _town(arguments.rounds * arguments.clients * 2)
    site = Site()
    try:
        _wait(site.is_up, 60)
        _storm(site, town, dice, tally, arguments)
        _recover(site)
    finally:
        site.end()
    return _verdict(town, tally, arguments)


@dataclass
class Town:
    """Who acts, on what."""

    signer: str
    secretary: str
    drafts: list[tuple[int, int]]
    application: dict[str, Any]


def _town(count: int) -> Town:
    """An organisation with drafts, and a secretary: made as the tests make them."""
    from tests.story import application, begin, make_member, make_organization, make_person, make_platform

    tos = make_organization()
    signer, secretary = make_member(tos), make_person("platform_secretary")
    platform = make_platform(tos)
    made = [begin(signer, tos, platform, f"Предложение {n}") for n in range(count)]
    drafts = [(one.pk, one.case.waitings.get().pk) for one in made]
    return Town(_cookie(signer), _cookie(secretary), drafts, application())


def _cookie(person: Any) -> str:
    from django.test import Client

    client = Client()
    client.force_login(person, backend=BACKEND)
    return f"sessionid={client.cookies['sessionid'].value}"


def _storm(site: Site, town: Town, dice: random.Random, tally: Tally, arguments: argparse.Namespace) -> None:
    """Everybody clicks, and something dies in every round."""
    end = time.monotonic() + arguments.seconds
    is_over = threading.Event()
    people = [
        threading.Thread(target=_click, args=(site, town, random.Random(arguments.seed + n), tally, is_over))
        for n in range(arguments.clients)
    ]
    for person in people:
        person.start()
    for _ in range(arguments.rounds):
        if time.monotonic() > end:
            break
        time.sleep(dice.uniform(0.5, 3))
        site.hurt(dice, tally)
    time.sleep(2)
    is_over.set()
    for person in people:
        person.join()


def _click(site: Site, town: Town, dice: random.Random, tally: Tally, is_over: threading.Event) -> None:
    """Submit and admit, twice each as impatient people do, whatever the others are doing to the same proposal."""
    from django.db import connections

    while not is_over.is_set():
        proposal, task = dice.choice(town.drafts)
        if check := _open_check(proposal):
            data = {"outcome": "admit", "_token": str(uuid4())}
            _twice(site, f"/tasks/{check}/", town.secretary, data, tally, tally.admitted, proposal)
        else:
            _submit(site, town, tally, proposal, task)
    connections.close_all()


def _submit(site: Site, town: Town, tally: Tally, proposal: int, task: int) -> None:
    """Fill in, look at the answers once more, confirm."""
    url, fields = f"/tasks/{task}/", {**town.application, "title": f"Предложение {proposal}"}
    if site.post(url, town.signer, fields) == 200:
        version = _draft_version(task)
        data = {"_confirmed": "1", "_version": str(version), "_token": str(uuid4())}
        _twice(site, url, town.signer, data, tally, tally.submitted, proposal)


def _twice(
    site: Site, url: str, cookie: str, data: dict[str, Any], tally: Tally, done: set[int], proposal: int
) -> None:
    for _ in range(2):
        status = site.post(url, cookie, data)
        tally.count(tally.answers, str(status or "no answer"))
        if status == 302:
            with tally.lock:
                done.add(proposal)


def _open_check(proposal: int) -> int | None:
    from casework.models import Waiting

    rows = Waiting.objects.open().filter(process__proposalcase__proposal=proposal, addressee="role:platform_secretary")
    return rows.values_list("pk", flat=True).first()


def _draft_version(task: int) -> int:
    from casework.models import Draft

    return Draft.objects.filter(task=task).values_list("version", flat=True).first() or 0


def _wait(question: Any, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if question():
            return True
        time.sleep(0.2)
    return False


def _recover(site: Site) -> None:
    """Let the worker finish what it has, and pick up what its predecessors dropped."""
    from django.db import connection
    from procrastinate.contrib.django.models import ProcrastinateJob
    from procrastinate.exceptions import AlreadyEnqueued

    from casework.tasks import pick_up

    for child in site.children:
        child.revive_if_dead()
    with connection.cursor() as cursor:  # dead hearts are recognised after half a minute of silence: make it so
        cursor.execute("DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - interval '15 seconds'")
    try:
        pick_up.defer(timestamp=0)
    except AlreadyEnqueued:
        pass
    papers = ProcrastinateJob.objects.filter(task_name="documents.tasks.render", status__in=["todo", "doing"])
    _wait(lambda: not papers.exists(), 240)


def _verdict(town: Town, tally: Tally, arguments: argparse.Namespace) -> int:
    """The table, and whether everything that was promised holds."""
    from documents.models import Document
    from negotiations.models import Proposal
    from portal.management.commands.check_invariants import broken

    submitted = set(Proposal.objects.exclude(number="").values_list("pk", flat=True))
    admitted = set(Proposal.objects.filter(status="admitted").values_list("pk", flat=True))
    unmade = Document.objects.filter(status="number_reserved").count()
    faults = broken()
    faults += [f"подано по ответу сайта, но не в базе: {pk}" for pk in tally.submitted - submitted]
    faults += [f"допущено по ответу сайта, но не в базе: {pk}" for pk in tally.admitted - admitted]
    faults += [f"не сформировано документов: {unmade}"] if unmade else []
    rows = [
        ("начало случайности", arguments.seed),
        *((f"убито: {name}", count) for name, count in sorted(tally.kills.items())),
        *((f"ответов {name}", count) for name, count in sorted(tally.answers.items())),
        ("подано", len(submitted)),
        ("допущено", len(admitted)),
        ("документов", Document.objects.count()),
        ("нарушено обещаний", len(faults)),
    ]
    for name, value in rows:
        print(f"{name:<40} {value:>8}")
    for fault in faults:
        print(f"  ✗ {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
