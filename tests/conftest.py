"""What all tests share: the real database, the real queue, and a check of every promise at the end of a story."""

from collections.abc import Iterator
from typing import Any

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

    if not connection.settings_dict["NAME"].startswith("test_"):
        raise RuntimeError(f"{connection.settings_dict['NAME']} is no test database: mark the test with django_db")
    tables = ", ".join(f'"{name}"' for name in connection.introspection.table_names() if name not in SEEDED)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(f"TRUNCATE {tables} RESTART IDENTITY")
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_leave_seeds():
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda self: empty_tables()


@pytest.fixture(scope="module")
def told_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The ground for a story that is told once for a whole file: each test then goes on from its end, in a savepoint of its own.

    What a story hands over is copied for every test (copy.deepcopy): rows are put back by the database, objects are not.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
