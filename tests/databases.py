"""The databases tests work in: copies of templates that stay on the server between runs.

A template carries the fingerprint of all that decides its content, so it is made once and never becomes stale. Every process
of every run copies a database of its own from it and drops it at the end; what a killed run left behind goes with the next one.
Advisory locks keep concurrent runs apart: on a template while it is made or copied, on a copy as long as its owner lives.
"""

import hashlib
import re
import secrets
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import cached_property
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection
from django.test import override_settings

from casework import workdays

PROJECT = Path(__file__).resolve().parent.parent
CITIES = PROJECT / "var" / "tests"  # the papers of played demos
TEMPLATE, COPY, UNFINISHED = "test_template_", "test_copy_", "_new"
KEPT = {
    "test_template": 3
}  # templates of a kind, else one: branches that are changed to and fro need no migrating anew


class Store:
    """The databases of one process; its connection, on which the locks live, stays open until `close`."""

    def __init__(self) -> None:
        self.held = ExitStack()
        self.cursor = self.held.enter_context(connection._nodb_cursor())
        self.installed = connection.settings_dict["NAME"]
        self.copy = ""

    def work_in_a_copy(
        self, template: str, build: Callable[[], Any], *, base: str = "template0", afresh: bool = False
    ) -> None:
        """Go on in a new copy of a template; if there is none yet, `build` makes it through Django out of a copy of `base`."""
        self._drop_copy()
        self.copy = COPY + secrets.token_hex(6)
        self._run("SELECT pg_advisory_lock(hashtextextended(%s, 0))", self.copy)
        with self._turn(template):
            if afresh or template not in self._names(template):
                self._make(template, build, base)
            self._run(f"COMMENT ON DATABASE {template} IS %s", self._run("SELECT now()::text")[0][0])
            self._run(f"CREATE DATABASE {self.copy} TEMPLATE {template}")  # by the log: twice as fast as by files
        # Tests outlive no crash of the server, so they need not wait for the disk; nor are their queries worth compiling.
        self._run(f"ALTER DATABASE {self.copy} SET synchronous_commit TO off")
        self._run(f"ALTER DATABASE {self.copy} SET jit TO off")
        self._go_to(self.copy)
        self._tidy(template.rpartition("_")[0])

    def close(self) -> None:
        """Drop the copy and let the locks go."""
        self._drop_copy()
        self.held.close()

    def _make(self, template: str, build: Callable[[], Any], base: str) -> None:
        """A half-made template never carries the final name."""
        fresh = template + UNFINISHED
        for name in (fresh, template):
            self._drop(name)
        self._run(f"CREATE DATABASE {fresh} TEMPLATE {base}")
        self._go_to(fresh)
        build()
        self._go_to(self.installed)
        sessions = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user AND datname = %s"
        )
        self._run(sessions, fresh)  # of idle threads
        self._run(f"ALTER DATABASE {fresh} RENAME TO {template}")
        # Whoever looked inside would hold up the copying.
        self._run(f"ALTER DATABASE {template} ALLOW_CONNECTIONS false")

    def _go_to(self, name: str) -> None:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name

    def _drop_copy(self) -> None:
        if self.copy:
            self._go_to(self.installed)
            self._drop(self.copy)
            self._run("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", self.copy)
            self.copy = ""

    def _tidy(self, kind: str) -> None:
        """Drop copies nobody lives in, and all templates of a kind but those used last."""
        for name in (*self._names(COPY), *self._names(f"{kind}_")[KEPT.get(kind, 1) :]):
            lock = name.removesuffix(UNFINISHED)
            if name != self.copy and self._run("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", lock)[0][0]:
                with suppress(ProgrammingError):  # of another user of a shared server
                    self._drop(name)
                self._run("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", lock)

    def _drop(self, name: str) -> None:
        """With whoever is still inside; the vacuum, which is no session of ours to end, is only asked to leave by a plain drop."""
        try:
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        except ProgrammingError:
            self._run(f"DROP DATABASE IF EXISTS {name}")

    def _names(self, prefix: str) -> list[str]:
        """Databases whose name begins so, the one used last first."""
        rows = self._run(
            """SELECT datname FROM pg_database WHERE starts_with(datname, %s)
               ORDER BY shobj_description(oid, 'pg_database') DESC NULLS LAST""",
            prefix,
        )
        return [name for (name,) in rows]

    @contextmanager
    def _turn(self, name: str) -> Iterator[None]:
        self._run("SELECT pg_advisory_lock(hashtextextended(%s, 0))", name)
        try:
            yield
        finally:
            self._run("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)

    def _run(self, sql: str, *values: Any) -> list[Any]:
        self.cursor.execute(sql, values)
        return self.cursor.fetchall() if self.cursor.description else []

    def fingerprint(self, files: Iterable[Path], *more: str) -> str:
        """Changes when a file, the locked dependencies, the server or the user of the database change."""
        server = self._run("SELECT version(), current_user::text")[0]
        digest = hashlib.sha256("\0".join([*server, *more]).encode())
        for path in [PROJECT / "requirements.lock", *sorted(files)]:
            digest.update(f"\0{path.relative_to(PROJECT)}\0".encode() + path.read_bytes())
        return digest.hexdigest()[:16]

    def work_in_empty_tables(self, *, afresh: bool = False) -> None:
        """Go on in the tables of this version, with the rows that migrations bring."""
        self.work_in_a_copy(self.schema, lambda: call_command("migrate", interactive=False, verbosity=0), afresh=afresh)

    @cached_property
    def schema(self) -> str:
        """The template with the tables of this version."""
        return f"{TEMPLATE}{self.fingerprint(schema_files())}"

    @contextmanager
    def another(self) -> Iterator[str]:
        """One more database with the tables of this version beside the one of the test; its name."""
        name = COPY + secrets.token_hex(6)
        self._run(f"CREATE DATABASE {name} TEMPLATE {self.schema}")
        try:
            yield name
        finally:
            self._drop(name)

    @contextmanager
    def inside(self, name: str) -> Iterator[None]:
        """Work in that one for a while."""
        self._go_to(name)
        try:
            yield
        finally:
            self._go_to(self.copy)

    def work_in_the_played_city(self) -> Path:
        """Go on in the demo as it has just been played, and say where its papers lie."""
        played = f"test_demo_{self.fingerprint(playing_files(), workdays.local_date().isoformat())}"
        folder = CITIES / played

        def play() -> None:
            with override_settings(MEDIA_ROOT=str(folder)):
                call_command("demo")

        self.work_in_a_copy(played, play, base=self.schema, afresh=not folder.exists())
        for old in CITIES.iterdir():
            if old.name not in self._names("test_demo_"):
                shutil.rmtree(old)
        return folder


def schema_files() -> set[Path]:
    """All that migrations are made of: themselves, what they import from the project, what it reads, the list of apps, what follows a migration."""
    migrations = set(PROJECT.glob("*/migrations/*.py"))
    imported = {
        name for path in migrations for name in re.findall(r"^(?:from|import) ([\w.]+)", path.read_text(), re.M)
    }
    modules = {PROJECT / f"{name.replace('.', '/')}.py" for name in imported}
    return {
        *migrations,
        *(path for path in modules if path.exists()),
        *PROJECT.glob("*/data/*.json"),
        PROJECT / "config" / "settings.py",
        PROJECT / "casework" / "protection.py",
    }


def playing_files() -> set[Path]:
    """All that decides how the demo is played: the code of the rooms, their data and their templates."""
    kinds = ("*.py", "*.json", "*.toml", "*.html", "*.css", "*.txt")
    folders = [PROJECT / name for name in (*settings.ROOMS, "config", "templates")]
    return {path for folder in folders for kind in kinds for path in folder.rglob(kind)}
