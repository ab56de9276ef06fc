"""A site beside the one of `./run`: with a database server, files, mail and keys of its own, so that neither spoils the other."""

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from config import machine, ports, state
from config.console import stage
from config.embedded_postgres import Cluster
from config.supervisor import call
from config.trouble import Trouble


@dataclass(frozen=True)
class Aside:
    """`command` of `./run` opens it; what belongs to it lies in `name` under var/."""

    name: str
    command: str
    port: str
    words: str  # what is removed, in the accusative

    @property
    def folder(self) -> Path:
        """Where all of it lies."""
        return machine.VAR / self.name

    def choose_port(self) -> int:
        """PORT or its own. Raises Trouble when it is taken."""
        port = ports.chosen(self.port)
        ports.take(port, self.command).close()
        return port

    def cluster(self) -> Cluster:
        """Its server."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Cluster(self.folder)

    def variables(self, cluster: Cluster, port: int) -> dict[str, str]:
        """The settings of such a site: letters are files, the seal is a test, the address is of this machine only."""
        return {
            "DATABASE_URL": cluster.dsn(),
            "DEMO": "1",
            "SITE_URL": f"http://{ports.BIND}:{port}",
            "MEDIA_ROOT": str(self.folder / "files"),
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(self.folder / "mail"),
            "KEYS_DIR": str(self.folder / "keys"),
            "SEAL_IS_TEST": "1",
        }

    def prepare(self, cluster: Cluster, *arguments: str) -> None:
        """Server, tables and people, as far as they are missing; what was cut short is begun anew. `arguments` of config.prepare."""
        cluster.ensure(tied=True)
        if state.look(cluster.dsn()).interrupted:
            self.remove(cluster)
            cluster.ensure(tied=True)
        there = state.look(cluster.dsn())
        is_prepared = there.tables and there.played and (there.static or os.environ.get("DEBUG") == "1")
        if not is_prepared and call([sys.executable, "-m", "config.prepare", *arguments]):
            cluster.stop()
            raise Trouble(f"Подготовка не удалась: причина в строках выше. Начать заново: {self.command} --afresh.")

    def remove(self, cluster: Cluster) -> None:
        """The database and what belongs to it; the keys of the seal stay."""
        with stage(f"Удаляю {self.words}"):
            cluster.remove()
            for folder in ("files", "mail"):
                shutil.rmtree(self.folder / folder, ignore_errors=True)
