"""A database server of one's own: it may be stopped and killed, and nobody else notices."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded_postgres import Cluster
from tests.clock import for_processes


class OwnServer:
    """The server, and the address of its empty, migrated database."""

    def __init__(self, folder: Path) -> None:
        self.cluster = Cluster(folder)
        self.cluster.ensure(tied=True)
        self.address = self.cluster.dsn()

    def run(self, *arguments: str) -> str:
        """`manage.py` in this database; what it prints."""
        own = os.environ | {"DATABASE_URL": self.address, "SOGLASIE_TESTING": "1", "DEMO": "0"}
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, env=own | for_processes(), check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout.strip()

    def stop(self) -> None:
        """As an administrator does."""
        self.cluster.stop()

    def kill(self) -> None:
        """As the system does when memory runs out: the first process goes without a word, the others follow."""
        if pid := self.cluster._postmaster():
            os.kill(pid, signal.SIGKILL)
        self.cluster._wait_until_gone(60)

    def start(self) -> None:
        """It answers again."""
        self.cluster.ensure(tied=True)


@contextmanager
def own_server(folder: Path) -> Iterator[OwnServer]:
    """A server that is gone afterwards, with its data."""
    server = OwnServer(folder)
    try:
        server.run("migrate", "--verbosity", "0")
        yield server
    finally:
        server.cluster.remove()
