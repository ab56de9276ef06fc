"""What all tests share: the real database, the real queue, and a check of every promise at the end of a story."""

import gc
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# A busy machine draws slowly: neither the time of an example nor that of its drawing is a fault of what is tested.
settings.register_profile("under load", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("under load")

COPIES = "documents.tasks.stamp"
LONG_FILES = (
    "test_city.py",
    "test_canaries.py",
    "test_matrix.py",
    "test_proposal_machine.py",
    "test_whole_story.py",
    "test_city_from_zero.py",
    "test_whole_contest.py",
)
# Rows that migrations bring: every installation has them, so every test does.
SEEDED = {
    "django_migrations",
    "django_content_type",
    "auth_permission",
    "programme_regulation",
    "programme_criteriaset",
    "programme_criterion",
    "committee_bodykind",
    "library_cardkind",
    "monitoring_indicator",
    "quality_mark_contestkind",
    "programme_listversion",
    "programme_textversion",
}


@pytest.fixture(scope="session")
def database_store(django_test_environment: None, django_db_blocker: Any, django_db_createdb: bool) -> Iterator[Any]:
    """A database of one's own for each process of a run; `--create-db` makes its template anew."""
    from casework import installation
    from programme.lists import catalogue
    from tests.databases import Store
    from tests.environment import start_database

    start_database()
    with django_db_blocker.unblock():
        store = Store()
        store.work_in_empty_tables(afresh=django_db_createdb)
        catalogue.rows("areas")
        installation.current()  # remembered from now on: no test that counts queries is the first to ask
    yield store
    with django_db_blocker.unblock():
        store.close()


@pytest.fixture(scope="session")
def django_db_setup(database_store: Any) -> None:
    """What pytest-django asks for before the first row."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, then those with many tests: processes that share a run end together."""
    sizes = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path.name not in LONG_FILES, -sizes[item.path], str(item.path)))


def pytest_collection_finish() -> None:
    """What has been loaded stays: the collector need not walk through it hundreds of times."""
    gc.collect()
    gc.freeze()


def empty_tables() -> None:
    """Empty what a test committed. Our triggers refuse it, as they should, so they are switched off for this one statement."""
    from django.db import connection

    if not connection.settings_dict["NAME"].startswith("test_"):
        raise RuntimeError(f"{connection.settings_dict['NAME']} is no test database: mark the test with django_db")
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT oid::regclass::text FROM pg_class
               WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace
               AND NOT relname = ANY(%s) AND pg_relation_size(oid) > 0""",
            [sorted(SEEDED)],
        )
        tables = [name for (name,) in cursor.fetchall()]
        deletes = [f"DELETE FROM {name}" for name in tables]  # dozens of small tables: far quicker than TRUNCATE
        cursor.execute(
            "; ".join(["SET session_replication_role = replica", *deletes, "SET session_replication_role = DEFAULT"])
        )
        cursor.execute(
            """SELECT setval(d.objid, 1, false) FROM pg_depend d JOIN pg_class s ON s.oid = d.objid
               WHERE s.relkind = 'S' AND d.deptype IN ('a', 'i') AND d.refobjid = ANY(%s::regclass[])""",
            [tables],
        )


@pytest.fixture(scope="session", autouse=True)
def _transactional_tests_leave_seeds():
    from django.test import TransactionTestCase

    TransactionTestCase._fixture_teardown = lambda self: empty_tables()


@pytest.fixture(scope="session", autouse=True)
def _copies_nobody_reads_are_not_made() -> None:
    """A copy with marks takes as long as the paper itself; it is made where papers are read (`whole_queue`)."""
    from casework import queue

    queue.LEFT.add(COPIES)


@pytest.fixture(autouse=True)
def _lists_of_a_test_end_with_it() -> Iterator[None]:
    """What this process remembers of the lists of the city goes back to what it was, as their rows do."""
    from programme.lists import catalogue

    kept = (catalogue._remembered.versions, catalogue._remembered.read_at)
    yield
    catalogue._remembered.versions, catalogue._remembered.read_at = kept


@pytest.fixture(scope="module")
def whole_queue(_copies_nobody_reads_are_not_made: None) -> Iterator[None]:
    """For files that read papers: the queue leaves nothing."""
    from casework import queue

    queue.LEFT.discard(COPIES)
    yield
    queue.LEFT.add(COPIES)


@pytest.fixture(scope="module")
def told_once(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The ground for a story that is told once for a whole file: each test then goes on from its end, in a savepoint of its own.

    What a story hands over is copied for every test (copy.deepcopy): rows are put back by the database, objects are not.
    """
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
