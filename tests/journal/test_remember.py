"""The journal keeps what happened, refuses to forget it, and names the first row somebody has tampered with."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from journal import chain
from journal.models import Entry, Seal
from journal.record import record
from programme.models import Regulation

pytestmark = pytest.mark.django_db


@pytest.fixture
def acts():
    subject = Regulation.in_force()
    entries = [record(subject, "read", f"Прочитан раз {n}", payload={"n": n}) for n in range(5)]
    chain.seal()
    return entries


def tamper(sql: str) -> None:
    """What somebody with the keys of the database could do: switch the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = DEFAULT")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE journal_entry SET title = 'x'",
        "DELETE FROM journal_entry",
        "TRUNCATE journal_entry CASCADE",
        "UPDATE journal_seal SET hash = 'x'",
        "DELETE FROM journal_seal",
    ],
)
def test_the_database_refuses_to_change_or_forget_an_entry(acts, sql):
    with (
        pytest.raises((InternalError, ProgrammingError), match=r"[Cc]annot"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql)
    assert Entry.objects.filter(title="Прочитан раз 0").exists()


def test_the_chain_of_untouched_entries_holds_and_has_no_gaps(acts):
    assert chain.verify() is None
    positions = list(Seal.objects.order_by("position").values_list("position", flat=True))
    assert positions == list(range(1, len(positions) + 1))


def test_sealing_goes_on_from_the_head_and_seals_nothing_twice(acts):
    before = Seal.objects.count()
    assert chain.seal() == 0
    record(Regulation.in_force(), "read", "Ещё раз")
    assert chain.seal() == 1
    assert Seal.objects.count() == before + 1
    assert chain.verify() is None


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("UPDATE journal_entry SET title = 'Ничего не было' WHERE id = {id}", "запись изменена после запечатывания"),
        (
            "UPDATE journal_entry SET payload = '{{\"n\": 99}}' WHERE id = {id}",
            "данные записи не соответствуют их хешу",
        ),
        (
            "UPDATE journal_seal SET previous_hash = repeat('f', 64) WHERE entry_id = {id}",
            "нарушена связь с предыдущей записью",
        ),
    ],
)
def test_verification_names_the_first_bad_row(acts, sql, reason):
    tamper(sql.format(id=acts[2].pk))
    fault = chain.verify()
    assert (fault.entry_id, fault.reason) == (acts[2].pk, reason)


def test_a_removed_row_is_noticed_as_a_gap(acts):
    position = Seal.objects.get(entry=acts[2]).position
    tamper(f"DELETE FROM journal_seal WHERE position = {position}")
    assert chain.verify().reason == f"пропущено место {position}: за ним сразу {position + 1}"


def test_an_entry_deleted_under_its_seal_is_missed(acts):
    position = Seal.objects.get(entry=acts[2]).position
    with transaction.atomic():
        tamper(f"DELETE FROM journal_entry WHERE id = {acts[2].pk}")
        fault = chain.verify()
        transaction.set_rollback(True)  # a test may not leave a reference to nothing
    assert fault == chain.Fault(position, acts[2].pk, "запись удалена, осталась её печать")


@pytest.mark.parametrize("is_sealed", [False, True])
def test_a_row_put_into_the_past_is_noticed_before_and_after_it_is_sealed(acts, is_sealed):
    late = Entry.objects.get(pk=record(Regulation.in_force(), "read", "Будто бы давно").pk)
    Entry.objects.create(
        subject=late.subject, verb="read", title="Задним числом", payload_hash=late.payload_hash, at=late.at - timedelta(days=400)
    )  # fmt: skip
    forged = Entry.objects.latest("pk")
    if is_sealed:
        chain.seal()
    fault = chain.verify()
    assert (fault.entry_id, fault.reason) == (forged.pk, "время записи раньше, чем у записи перед ней")


def test_no_text_pretends_to_be_two_fields():
    """The separator of the chain is harmless in what people type, and refused where somebody writes past the journal."""
    entry = record(Regulation.in_force(), "read", "Один\x1fдва", ground="три\x1fчетыре")
    assert (entry.title, entry.ground) == ("Один два", "три четыре")
    with pytest.raises(IntegrityError, match="fields_of_an_entry_stay_apart"), transaction.atomic():
        Entry.objects.create(
            subject=entry.subject, verb="read", title="Один", ground="три\x1f", payload_hash=entry.payload_hash, at=entry.at
        )  # fmt: skip
