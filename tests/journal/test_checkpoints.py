"""A checkpoint a day over all that is sealed; whoever rewrites the journal afterwards is found by it, with the place."""

import base64
from datetime import date, timedelta

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from journal import chain, checkpoints, tree
from journal.invariants import INVARIANTS
from journal.models import Block, Checkpoint, Seal
from journal.record import record
from programme.models import Regulation
from tests.dossiers import verify
from tests.promises import offenders_of

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 10, 5)


def acts(many: int) -> None:
    for n in range(many):
        record(Regulation.in_force(), "read", f"Прочитан раз {n}", payload={"n": n})
    chain.seal()


def taken(day: date) -> Checkpoint:
    mark = checkpoints.take(day, "city.example/journal", lambda text: text + "\n— nobody AAAA\n")
    assert mark
    return mark


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = DEFAULT")


def all_leaves() -> list[bytes]:
    return [bytes(leaf) for leaf in Seal.objects.order_by("position").values_list("leaf", flat=True)]


def test_checkpoints_of_days_prove_each_other_and_every_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "BLOCK", 4)
    days = [taken(MONDAY)]
    for n, many in enumerate((3, 0, 9, 6), 1):
        acts(many)
        days.append(taken(MONDAY + timedelta(days=n)))
    assert checkpoints.take(MONDAY, "", str) is None
    whole, last = all_leaves(), days[-1]
    assert [bytes(mark.root) for mark in days] == [tree.root(whole[: mark.size]) for mark in days]
    assert last.note.splitlines()[:3] == ["city.example/journal", str(len(whole)), base64.b64encode(last.root).decode()]
    assert Block.objects.count() == len(whole) // 4
    spans = checkpoints.Spans(last.size)
    for n, leaf in enumerate(whole):
        verify.included(leaf, n, last.size, tree.inclusion(n, last.size, spans), bytes(last.root))
    for mark in days:
        proof = tree.consistency(mark.size, last.size, spans)
        verify.grown(mark.size, bytes(mark.root), last.size, bytes(last.root), proof)
    assert checkpoints.verify() is None
    assert offenders_of(INVARIANTS) == {}


def test_a_checkpoint_is_for_ever() -> None:
    mark = taken(MONDAY)
    for sql in ("UPDATE journal_checkpoint SET size = 0", "DELETE FROM journal_checkpoint"):
        with (
            pytest.raises((InternalError, ProgrammingError), match="Cannot"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(sql)
    assert Checkpoint.objects.get() == mark


REWRITE = "UPDATE journal_entry SET title = 'Ничего не было' WHERE id = (SELECT entry_id FROM journal_seal WHERE position = {n})"
FORGET = "DELETE FROM journal_seal WHERE position > {n}; DELETE FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM journal_seal)"


@pytest.mark.parametrize(
    ("how", "position", "words"),
    [
        ("edit", 4, "запись не та, что вошла в дерево журнала"),
        ("cut", 6, "записей меньше, чем под отметкой за 07.10.2026"),
        ("re-chain", 4, "корень не тот, что под отметкой за 07.10.2026: изменена одна из записей 4–6"),
        ("fork", 1, "корень не тот, что под отметкой за 06.10.2026: изменена одна из записей 1–3"),
    ],
)
def test_rewriting_is_found_with_its_place(how: str, position: int, words: str) -> None:
    with transaction.atomic():
        for n in range(2):
            acts(3)
            taken(MONDAY + timedelta(days=n + 1))
        assert checkpoints.verify() is None
        if how == "edit":
            tamper(REWRITE.format(n=4))
        elif how == "cut":
            tamper(FORGET.format(n=5))
        else:
            made_anew(4 if how == "re-chain" else 2)
            assert chain.verify() is None
        fault, broken = checkpoints.verify(), offenders_of(INVARIANTS)
        transaction.set_rollback(True)  # a test may not leave a false journal
    assert fault is not None
    assert (fault.position, fault.reason) == (position, words)
    assert ("I-33" in broken) == (how != "edit")


def made_anew(changed: int) -> None:
    """The whole chain and the tree made anew over a changed entry, with the salts there were, as whoever owns the database can."""
    salts = dict(Seal.objects.values_list("position", "salt"))
    tamper(REWRITE.format(n=changed))
    tamper("DELETE FROM journal_seal")
    chain.seal()
    restored(salts)


def restored(salts: dict[int, bytes]) -> None:
    """The salts as they were, so that only the changed leaf differs."""
    wanted = "s.position, " + chain.COLUMNS
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {wanted} FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id")
        rows = cursor.fetchall()
    for position, *columns in rows:
        leaf = chain.leaf_of(tuple(columns), bytes(salts[position]))
        tamper(
            f"UPDATE journal_seal SET salt = '\\x{bytes(salts[position]).hex()}', leaf = '\\x{leaf.hex()}' WHERE position = {position}"
        )
