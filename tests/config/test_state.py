"""A second start does nothing twice: the database and the disk say what is prepared, and for which version."""

from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone
from psycopg.conninfo import make_conninfo

from config import launch, state
from config.state import State
from journal.record import record
from portal.demo import guide, show
from programme.models import Person
from tests.story import make_organization, make_person


@pytest.fixture
def dsn(transactional_db) -> str:
    """The address of the test database as the launcher would have it."""
    facts = connection.get_connection_params()
    return make_conninfo(
        **{name: facts[name] for name in ("host", "port", "user", "password", "dbname") if name in facts}
    )


@pytest.fixture
def forgetting(dsn):
    """What the database was told is forgotten afterwards."""
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE {state.TABLE} IS NULL")


@pytest.fixture
def static(tmp_path: Path, monkeypatch) -> Path:
    """A folder of static files of its own."""
    stamp = tmp_path / ".version"
    monkeypatch.setattr(state, "STAMP", stamp)
    return stamp


def test_nothing_is_prepared_until_it_is_remembered(dsn, forgetting, static) -> None:
    assert state.look(dsn) == State()
    state.remember_tables(dsn)
    assert state.look(dsn) == State(tables=True)
    state.remember_static()
    assert state.look(dsn) == State(tables=True, static=True)


def test_another_set_of_applied_migrations_is_another_version(dsn, forgetting, static) -> None:
    state.remember_tables(dsn)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('journal', '0999_gone', now())")
        assert not state.look(dsn).tables
        cursor.execute("DELETE FROM django_migrations WHERE name = '0999_gone'")
    assert state.look(dsn).tables


def test_a_database_that_is_not_there_is_not_prepared(static) -> None:
    assert state.look("postgres://nobody@/nowhere?host=/nonexistent") == State()


def test_the_state_and_the_player_speak_of_the_same_entry() -> None:
    assert state.PLAYED == show.PLAYED


@pytest.mark.parametrize(
    ("there", "with_demo", "wanted"),
    [
        (State(), False, ["config.prepare"]),
        (State(), True, ["config.prepare", "--demo", "7"]),
        (State(tables=True, static=True), True, ["config.prepare", "--demo", "7"]),
        (State(tables=True, played=True), True, ["config.prepare"]),
        (State(static=True, played=True), False, ["config.prepare"]),
        (State(tables=True, static=True), False, []),
        (State(tables=True, static=True, played=True), True, []),
    ],
)
def test_a_second_start_loads_django_for_nothing_but_the_site(there: State, with_demo: bool, wanted: list[str]) -> None:
    assert launch.preparation(there, with_demo, [7])[2:] == wanted


def test_the_guide_names_people_of_the_cast() -> None:
    from portal.demo.words import read

    mailboxes = {row["email"] for row in read("people.toml")["office"]} | {"chair"}
    mailboxes |= {code.lower() for code in read("people.toml")["heads"]}
    assert {mailbox for mailbox, _ in guide.LOGINS} <= mailboxes
    assert (len(guide.LOGINS), len(guide.TRY)) == (8, 5)
    assert all(f"{mailbox}@{guide.DOMAIN}" in guide.text() for mailbox, _ in guide.LOGINS)


def test_an_interrupted_play_is_begun_anew_unless_anybody_else_has_been_there(dsn, forgetting, static) -> None:
    state.remember_tables(dsn)
    assert state.look(dsn) == State(tables=True)
    player = make_person()
    assert player.email.endswith(guide.DOMAIN)
    assert state.look(dsn) == State(tables=True, interrupted=True)
    Session.objects.create(session_key="somebody", session_data="", expire_date=timezone.now())
    assert state.look(dsn) == State(tables=True)
    Session.objects.all().delete()
    Person.objects.filter(pk=player.pk).update(last_login=timezone.now())
    assert state.look(dsn) == State(tables=True)
    Person.objects.filter(pk=player.pk).update(last_login=None)
    somebody = make_person()
    Person.objects.filter(pk=somebody.pk).update(email="somebody@city.example")
    assert state.look(dsn) == State(tables=True)
    Person.objects.filter(pk=somebody.pk).update(email=somebody.email)
    record(make_organization(), state.PLAYED, "Разыграно")
    assert state.look(dsn) == State(tables=True, played=True)
