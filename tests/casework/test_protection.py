"""The check that the database stands guard: derived from the models, it names whatever was taken away."""

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from casework.protection import weak_places
from journal.record import record
from programme.models import Regulation

pytestmark = pytest.mark.django_db


def after(sql: str) -> list[str]:
    """The weak places once somebody with the keys of the database has done this."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql)
        found = weak_places()
        transaction.set_rollback(True)
    return found


def test_nothing_is_missing_in_a_new_database() -> None:
    assert weak_places() == []


@pytest.mark.parametrize(
    ("sql", "named"),
    [
        ("ALTER TABLE journal_entry DISABLE TRIGGER USER", "journal_entry: выключен триггер pgtrigger_entry_is_insert_only_11bee"),
        ("DROP TRIGGER pgtrigger_entry_is_insert_only_11bee ON journal_entry", "journal_entry: нет триггера entry_is_insert_only"),
        (
            """CREATE OR REPLACE FUNCTION pgtrigger_entry_is_insert_only_11bee() RETURNS TRIGGER
               AS $$BEGIN RETURN NEW; END;$$ LANGUAGE plpgsql""",
            "journal_entry: триггер entry_is_insert_only изменён",
        ),
        (
            "ALTER TABLE events_booking DROP CONSTRAINT bookings_do_not_overlap",
            "events_booking: нет ограничения bookings_do_not_overlap",
        ),
        ("DROP INDEX public_register", "documents_document: нет индекса public_register"),
        ("ALTER TABLE documents_document ALTER number DROP NOT NULL", "documents_document: нет обязательности number"),
        (
            "ALTER TABLE journal_seal DROP CONSTRAINT journal_seal_entry_id_4bd64e7c_fk_journal_entry_id",
            "journal_seal: нет внешнего ключа entry_id",
        ),
        (
            """CREATE OR REPLACE FUNCTION _pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN
               AS $$BEGIN RETURN TRUE; END;$$ LANGUAGE plpgsql""",
            "триггеры может обойти настройка pgtrigger.ignore: выполните migrate",
        ),
    ],
)  # fmt: skip
def test_what_was_taken_away_is_named(sql: str, named: str) -> None:
    assert named in after(sql)


def test_a_session_cannot_have_triggers_ignored() -> None:
    record(Regulation.in_force(), "read", "Прочитан")
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL pgtrigger.ignore = '{pgtrigger_entry_is_insert_only_11bee}'")
        cursor.execute("UPDATE journal_entry SET title = 'Не был'")


def test_the_command_names_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE documents_document DISABLE TRIGGER USER")
    with pytest.raises(CommandError, match="documents_document: выключен триггер"):
        call_command("check_invariants")
