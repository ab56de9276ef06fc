"""The databases tests work in: copies of templates that stay on the server between runs.

A template carries the fingerprint of all that decides its content, so it is made once and never becomes stale. Every process
of every run copies a database of its own from it and drops it at the end; what a killed run left behind goes with the next one.
Advisory locks keep concurrent runs apart: on a template while it is made or copied, on a copy as long as its owner lives.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import ProgrammingError, connection

PROJECT = Path(__file__).resolve().parent.parent
TEMPLATE, COPY = "test_template_", "test_copy_"
KEPT = 3  # templates of one kind: branches that are changed to and fro need not be built anew


class Store:
    """The databases of one process; its connection, on which the locks live, stays open until `close`."""

    def __init__(self) -> None:
        self.held = ExitStack()
        self.cursor = self.held.enter_context(connection._nodb_cursor())
        self.installed = connection.settings_dict["NAME"]
        self.copy = ""

    def work_in_a_copy(self, template: str, build: Callable[[], Any], *, afresh: bool = False) -> None:
        """Go on in a new copy of a template; `build` fills an empty database through Django if there is no such template yet."""
        self._drop_copy()
        self.copy = COPY + secrets.token_hex(6)
        self._run("SELECT pg_advisory_lock(hashtextextended(%s, 0))", self.copy)
        with self._turn(template):
            if afresh or template not in self._names(template):
                self._make(template, build)
            self._run(f"COMMENT ON DATABASE {template} IS %s", self._run("SELECT now()::text")[0][0])
            self._run(f"CREATE DATABASE {self.copy} TEMPLATE {template}")  # by the log: twice as fast as by files
        # Tests outlive no crash of the server, so they need not wait for the disk either.
        self._run(f"ALTER DATABASE {self.copy} SET synchronous_commit TO off")
        self._go_to(self.copy)
        self._tidy(template.rpartition("_")[0])

    def close(self) -> None:
        """Drop the copy and let the locks go."""
        self._drop_copy()
        self.held.close()

    def _make(self, template: str, build: Callable[[], Any]) -> None:
        """A half-made template never carries the final name."""
        fresh = f"{template}_new"
        for name in (fresh, template):
            self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        self._run(f"CREATE DATABASE {fresh} TEMPLATE template0")
        self._go_to(fresh)
        build()
        self._go_to(self.installed)
        self._run(f"ALTER DATABASE {fresh} RENAME TO {template}")
        self._run(
            f"ALTER DATABASE {template} ALLOW_CONNECTIONS false"
        )  # whoever looked inside would hold up the copying

    def _go_to(self, name: str) -> None:
        connection.close()
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name

    def _drop_copy(self) -> None:
        if self.copy:
            self._go_to(self.installed)
            self._run(f"DROP DATABASE IF EXISTS {self.copy} WITH (FORCE)")
            self._run("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", self.copy)
            self.copy = ""

    def _tidy(self, kind: str) -> None:
        """Drop copies nobody lives in, and all templates of a kind but those used last."""
        for name in (*self._names(COPY), *self._names(f"{kind}_")[KEPT:]):
            if name != self.copy and self._run("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", name)[0][0]:
                with suppress(ProgrammingError):  # of another user of a shared server
                    self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
                self._run("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", name)

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
        template = f"{TEMPLATE}{self.fingerprint(schema_files())}"
        self.work_in_a_copy(template, lambda: call_command("migrate", interactive=False, verbosity=0), afresh=afresh)


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
