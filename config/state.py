"""What is already prepared, asked before Django is loaded: a second start does nothing twice and is quick.

Tables: the database itself remembers, in a comment on the table of migrations, for which files and which applied
migrations it was prepared. Static files: a stamp beside them. Whatever cannot be answered counts as not prepared.
"""

import contextlib
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import psycopg

from config.machine import PROJECT, VAR, time_zone
from portal.demo import guide

STATIC = VAR / "static"
STAMP = STATIC / ".version"
TABLE = "django_migrations"
PLAYED = "play_demo"  # the verb of the journal's entry that says so (portal/demo/show.py)


@dataclass(frozen=True)
class State:
    """What need not be done again."""

    tables: bool = False
    static: bool = False
    played: bool = False
    interrupted: bool = False  # a play that was not finished, and nothing in the database but it


def look(dsn: str) -> State:
    """Ask the database and the disk."""
    try:
        with psycopg.connect(dsn, connect_timeout=5) as connection:
            tables = _remembered(connection) == tables_version(connection)
            played = tables and _is_played(connection)
            return State(tables, static_is_fresh(), played, tables and not played and _is_interrupted(connection))
    except psycopg.Error:  # not there, or an address only Django understands: it will say what is wrong
        return State(static=static_is_fresh())


def remember_tables(dsn: str) -> None:
    """The tables are what the files of this version want. A role that may not say so prepares them at every start."""
    with contextlib.suppress(psycopg.Error), psycopg.connect(dsn) as connection:
        version = tables_version(connection)
        connection.execute(f"COMMENT ON TABLE {TABLE} IS '{version}'")


def _remembered(connection: "psycopg.Connection[tuple[str]]") -> str | None:
    row = connection.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE]).fetchone()
    return row[0] if row else None


def tables_version(connection: "psycopg.Connection[tuple[str]]") -> str:
    """Changes with any migration, of ours or of a package, with what has been applied, and with the time zone the triggers know."""
    applied = connection.execute(f"SELECT app, name FROM {TABLE} ORDER BY app, name").fetchall()  # noqa: S608
    return _hash([*PROJECT.glob("*/migrations/*.py"), PROJECT / "requirements.lock"], str(applied), time_zone())


def _is_played(connection: "psycopg.Connection[tuple[str]]") -> bool:
    row = connection.execute("SELECT FROM journal_entry WHERE verb = %s LIMIT 1", [PLAYED])
    return row.fetchone() is not None


def is_opened(dsn: str) -> bool:
    """Has the city an administrator with a password of their own? Then nobody opens it any more. What cannot be answered is no."""
    with contextlib.suppress(psycopg.Error), psycopg.connect(dsn, connect_timeout=5) as connection:
        row = connection.execute(
            """SELECT EXISTS (SELECT FROM programme_roleassignment a JOIN programme_person p ON p.id = a.person_id
               WHERE a.role = 'admin' AND a.ended_at IS NULL AND (a.valid_to IS NULL OR a.valid_to >= %s)
               AND p.is_active AND p.password NOT LIKE '!%%')""",
            [datetime.now(ZoneInfo(time_zone() or "UTC")).date()],
        ).fetchone()
        return bool(row and row[0])
    return False


def _is_interrupted(connection: "psycopg.Connection[tuple[str]]") -> bool:
    """Somebody of the demo is there, nobody else is, and nobody has ever logged in: whatever is lost can be played again."""
    row = connection.execute(
        """SELECT EXISTS (SELECT FROM programme_person WHERE email LIKE %(demo)s)
           AND NOT EXISTS (SELECT FROM programme_person WHERE email NOT LIKE %(demo)s OR last_login IS NOT NULL)
           AND NOT EXISTS (SELECT FROM django_session)""",
        {"demo": f"%@{guide.DOMAIN}"},
    ).fetchone()
    return bool(row and row[0])


def static_version() -> str:
    """Changes with any static file, of ours or of a package, and with how they are stored."""
    files = [path for path in (PROJECT / "static").rglob("*") if path.is_file()]
    return _hash([*files, PROJECT / "requirements.lock", PROJECT / "config" / "settings.py"])


def static_is_fresh() -> bool:
    return STAMP.exists() and STAMP.read_text() == static_version()


def remember_static() -> None:
    """The static files are those of this version."""
    STAMP.write_text(static_version())


def _hash(files: Iterable[Path], *more: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"{path.relative_to(PROJECT)}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    for text in more:
        digest.update(text.encode())
    return digest.hexdigest()
