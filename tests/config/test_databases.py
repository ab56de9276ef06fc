"""Templates are made once, copies belong to one process, and what a killed run left behind goes."""

import pytest
from django.db import connection

from tests.databases import COPY, PROJECT, Store, schema_files

pytestmark = pytest.mark.django_db(transaction=True)
TEMPLATE = "test_probe_0000"


def seen() -> list[str]:
    """What stands in the only table of the copy we are in."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT word FROM probe")
        return [word for (word,) in cursor.fetchall()]


@pytest.fixture
def stores():
    """Two processes of two runs."""
    at_home = connection.settings_dict["NAME"]
    one, other = Store(), Store()
    yield one, other
    for store in (one, other):
        store.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {TEMPLATE}")
    assert connection.settings_dict["NAME"] == at_home


def test_a_template_is_made_once_and_copied_for_each(stores):
    one, other = stores
    built = []

    def build() -> None:
        built.append(1)
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE probe AS SELECT 'template' AS word")

    one.work_in_a_copy(TEMPLATE, build)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE probe SET word = 'mine'")
    other.work_in_a_copy(TEMPLATE, build)
    assert (seen(), built) == (["template"], [1])
    one._go_to(one.copy)
    assert seen() == ["mine"]
    one.work_in_a_copy(TEMPLATE, build, afresh=True)
    assert (seen(), built) == (["template"], [1, 1])


def test_a_copy_lives_as_long_as_its_owner(stores):
    one, other = stores
    one.work_in_a_copy(TEMPLATE, lambda: None)
    living, orphan = one.copy, f"{COPY}orphan"
    one._run(f"CREATE DATABASE {orphan}")
    other._tidy("test_probe")
    assert living in one._names(COPY)
    assert orphan not in one._names(COPY)


def test_only_the_template_used_last_stays(stores):
    one, _ = stores
    for number in (1, 2):
        one.work_in_a_copy(f"test_probe_{number:04}", lambda: None)
    assert one._names("test_probe_") == ["test_probe_0002"]
    one._run("DROP DATABASE test_probe_0002")


def test_the_schema_depends_on_migrations_and_on_what_they_read():
    files = {str(path.relative_to(PROJECT)) for path in schema_files()}
    assert {
        "programme/migrations/0003_rules.py",
        "programme/regulations/rulebook.py",
        "programme/data/regulation-1.json",
        "journal/tables.py",
        "config/settings.py",
    } <= files
