"""The installation that is hurt: site, worker and database of its own, and who kills them when."""

import os
import signal
import socket
import threading
import time
from collections import Counter
from pathlib import Path
from random import Random
from typing import Any

from config.embedded_postgres import Cluster
from config.launch import QUEUE, web
from config.supervisor import Child

# How often each dies: a process of the site costs a fork, the others some seconds of starting anew.
VICTIMS = {"процесс сайта": 5, "база данных": 3, "очередь": 1, "сайт целиком": 1}
PATIENCE = 300  # seconds: a busy machine is no fault, only one that never comes to it
SOON = 0.25  # seconds within which death comes after a form has been sent: about as long as an act takes


class Stuck(Exception):
    """Something has not come back (Russian)."""


class Site:
    """The processes, and their deaths."""

    def __init__(self, cluster: Cluster, dice: Random, kills: int) -> None:
        self.cluster, self.dice, self.left = cluster, dice, kills
        self.lost_database = False
        self.mended = 0.0  # seconds spent on bringing back what was killed
        self.kills: Counter[str] = Counter()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        # Whoever is restarted by hand below must not be counted as falling again and again.
        self.web = Child("site", web(self.port), os.environ)
        self.queue = Child("queue", QUEUE, os.environ)
        self.wait_until_it_answers()

    def wait_until_it_answers(self) -> None:
        """Somebody listens."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if self.web.process.poll() is not None:
                self.web.start()
            with socket.socket() as client:
                if client.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise Stuck("сайт не поднялся")

    def strike(self) -> threading.Thread | None:
        """Perhaps something dies soon; the thread ends when it has."""
        if self.left <= 0 or self.dice.random() < 0.3:
            return None
        self.left -= 1
        victim = self.dice.choices(list(VICTIMS), list(VICTIMS.values()))[0]
        thread = threading.Thread(target=self._kill, args=(victim, self.dice.uniform(0, SOON)))
        thread.start()
        return thread

    def _kill(self, victim: str, after: float) -> None:
        time.sleep(after)
        match victim:
            case "процесс сайта":
                pid = self.web.process.pid
                forked = Path(f"/proc/{pid}/task/{pid}/children")
                pids = [int(one) for one in forked.read_text().split()] if forked.exists() else []
                killed = bool(pids) and _kill(self.dice.choice(pids))
            case "база данных":
                killed = self.lost_database = _kill(self.cluster._postmaster())
            case _:
                child = self.queue if victim == "очередь" else self.web
                child.signal_group(signal.SIGKILL)
                child.process.wait()
                killed = True
        if killed:
            self.kills[victim] += 1
        else:
            self.left += 1  # it was dead already

    def mend(self) -> None:
        """As the supervisor does: whatever has died is started again."""
        from django.db import connections

        began = time.monotonic()
        if self.lost_database:
            connections.close_all()
            self.cluster._wait_until_gone(PATIENCE)  # its processes follow the first one in their own time
            self.cluster.ensure(tied=False)
            self.lost_database = False
        if self.queue.process.poll() is not None:
            self.start_the_queue()
        self.wait_until_it_answers()
        self.mended += time.monotonic() - began

    def start_the_queue(self) -> None:
        """A new worker; what the dead one held is seen half a minute later, here at once."""
        from contextlib import suppress

        from django.db import connection
        from procrastinate.exceptions import AlreadyEnqueued

        from casework.tasks import pick_up

        self.queue.signal_group(signal.SIGKILL)
        self.queue.process.wait()
        with connection.cursor() as cursor:
            cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '1 minute'")
        with suppress(AlreadyEnqueued):
            pick_up.defer(timestamp=0)
        self.queue.start()

    def end(self) -> None:
        """Nobody is left."""
        for child in (self.web, self.queue):
            child.signal_group(signal.SIGKILL)
            child.process.wait()


def _kill(pid: Any) -> bool:
    try:
        os.kill(pid, signal.SIGKILL)
    except (ProcessLookupError, TypeError):
        return False
    return True
