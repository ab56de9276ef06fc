"""What all tests share: the real database, the real queue, and a check of every promise at the end of a story."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SOGLASIE_TESTING", "1")
# The tests' papers, keys and mail never touch the installation's.
_files = tempfile.mkdtemp(prefix="soglasie-tests-")
atexit.register(shutil.rmtree, _files, ignore_errors=True)
os.environ["MEDIA_ROOT"], os.environ["KEYS_DIR"] = f"{_files}/files", f"{_files}/keys"
if not os.environ.get("DATABASE_URL"):
    from config.embedded_postgres import ensure

    os.environ["DATABASE_URL"] = ensure()
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

import pytest

# Rows that migrations bring: every installation has them, so every test does.
SEEDED = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "programme_regulation",
    "programme_criteriaset",
    "programme_criterion",
}


def empty_tables() -> None:
    """Empty what a test committed. Our triggers refuse it, as they should, so they are switched off for this one statement."""
    from django.db import connection

    tables = ", ".join(f'"{name}"' for name in connection.introspection.table_names() if name not in SEEDED)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY")
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_leave_seeds():
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda self: empty_tables()
