"""A database of the benchmark's own in the same server, and folders of its own: made before, dropped after."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql


@contextmanager
def installation() -> Iterator[None]:
    """Django set up on an empty, migrated database; the installation's data are never touched."""
    folder = tempfile.mkdtemp(prefix="soglasie-bench-")
    os.mkdir(f"{folder}/files")
    with database("bench") as url:
        os.environ |= {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "benchmarks.settings",
            "SOGLASIE_TESTING": "1",
            "DEMO": "0",
            "DEBUG": "0",
            "MEDIA_ROOT": f"{folder}/files",
            "KEYS_DIR": f"{folder}/keys",
        }
        try:
            _fill()
            yield
        finally:
            _leave()
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def database(purpose: str) -> Iterator[str]:
    """The address of an empty database that is dropped afterwards."""
    given, name = os.environ["DATABASE_URL"], f"soglasie_{purpose}_{os.getpid()}"
    _execute(given, "CREATE DATABASE {}", name)
    try:
        yield _at(given, name)
    finally:
        _execute(given, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def _at(url: str, name: str) -> str:
    """Another database of the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))


def _execute(url: str, statement: str, name: str) -> None:
    """By way of `postgres`, which is there even before the installation's own."""
    with psycopg.connect(_at(url, "postgres"), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _fill() -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def _leave() -> None:
    from django.db import connections

    connections.close_all()
