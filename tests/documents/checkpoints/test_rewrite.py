"""A stranger kept yesterday's checkpoint; whoever owns the system rewrites journal or paper and signs anew: each is found, with its place."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import prefetch_related_objects
from django.test import Client
from django.urls import reverse

from documents import layout, press, seal, tasks
from documents.checkpoints.actions import take_checkpoint
from documents.evidence import dossier, slice
from documents.models import Document, DocumentFile
from documents.seal_key import present
from documents.snapshots import canonical
from journal.models import Checkpoint, Entry, Seal
from journal.record import key, record
from programme.models import Regulation
from tests.documents.conftest import made
from tests.documents.evidence.test_dossier import files_of
from tests.dossiers import verified, verify
from tests.journal.test_checkpoints import restored

pytestmark = pytest.mark.django_db
Lines = list[tuple[str, str]]


class Stranger:
    """Somebody with a checkpoint of an earlier day in a file of their own."""

    def __init__(self, folder: Path) -> None:
        self.paper, self.folder = made(), folder
        self.notes: list[str] = []

    def keep(self) -> Checkpoint:
        """Today's checkpoint into a file."""
        mark = take_checkpoint()
        assert mark
        path = self.folder / f"{mark.day}.note"
        path.write_text(mark.note)
        self.notes.append(str(path))
        return mark

    def dossier(self) -> bytes:
        """As it is served now."""
        document = Document.objects.get(pk=self.paper.pk)
        prefetch_related_objects([document], "files", "named", "signature_requests__signature")
        return dossier.of_paper(document)

    def check(self, *more: str) -> tuple[int, Lines]:
        """The verifier with all notes that were kept."""
        seal = present()
        assert seal
        options = [word for note in self.notes for word in ("--since", note)]
        return verified(self.dossier(), "--seal", seal.fingerprint, *options, *more)


def wrong(lines: Lines) -> list[str]:
    return [words for result, words in lines if result == verify.FAILED]


def read_on(times: int = 3) -> None:
    for n in range(times):
        record(Regulation.in_force(), "read", f"Прочитан раз {n}")


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql)
        cursor.execute("SET session_replication_role = DEFAULT")


@contextmanager
def undone() -> Iterator[None]:
    """What is rewritten here is as it was afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def edit(paper: Document) -> None:
    """One entry of the paper, nothing else."""
    entry = Entry.objects.filter(subject=key(paper), verb="generate").get()
    tamper(f"UPDATE journal_entry SET title = 'Иначе' WHERE id = {entry.pk}")


def cut(paper: Document) -> None:
    """The last entries, and the checkpoints that know of them."""
    end = Seal.objects.latest("position").position - 2
    tamper(f"DELETE FROM journal_seal WHERE position > {end}")
    tamper("DELETE FROM journal_entry WHERE id NOT IN (SELECT entry_id FROM journal_seal)")
    tamper("DELETE FROM journal_checkpoint")
    take_checkpoint()


def rechain(paper: Document) -> None:
    """Everything once more over a changed entry, and life goes on."""
    fork(paper, read=2)


def fork(paper: Document, read: int = 0) -> None:
    """Another history of the same length."""
    edit(paper)
    tamper("DELETE FROM journal_seal")
    tamper("DELETE FROM journal_checkpoint")
    tamper("DELETE FROM journal_block")
    read_on(read)
    take_checkpoint()


def reseal(paper: Document) -> None:
    """Another text under the same number, sealed with the very key, in place of what was frozen; the journal is left alone."""
    paper = Document.objects.get(pk=paper.pk)
    paper.snapshot = {**paper.snapshot, "lead": "Заявка отклонена."}
    data = canonical(paper.snapshot)
    pdf = seal.seal(press.press(layout.html_of(paper), layout.epoch_of(paper), data))
    for role, content in ((DocumentFile.Role.ORIGINAL, pdf), (DocumentFile.Role.SNAPSHOT, data)):
        file = tasks.stored(paper, role, content)
        where = f"WHERE document_id = {paper.pk} AND role = '{role.value}'"
        tamper(f"UPDATE documents_documentfile SET sha256 = '{file.sha256}', size = {file.size} {where}")
    lead = '{"lead": "Заявка отклонена."}'
    tamper(f"UPDATE documents_document SET snapshot = snapshot || '{lead}' WHERE id = {paper.pk}")


def grown_by(size: int, folder: Path) -> str:
    """What the site answers to whoever holds a checkpoint of this size."""
    path = folder / f"{size}.json"
    path.write_bytes(Client().get(reverse("checkpoint_growth", args=[size])).content)
    return str(path)


def test_rewriting_is_found_with_its_place(clock: Any, tmp_path: Path) -> None:
    stranger = Stranger(tmp_path)
    first = stranger.keep()
    clock.shift(timedelta(days=1))
    read_on()
    second = stranger.keep()
    code, lines = stranger.check()
    assert (code, wrong(lines)) == (0, [])
    after = [
        f"журнал после отметки {note} (записей {mark.size})"
        for note, mark in zip(stranger.notes, (first, second), strict=True)
    ]
    assert {("верно", title) for title in after} <= set(lines)
    assert any("файл — тот, о котором сделана запись журнала" in words for _, words in lines)
    place = Seal.objects.get(entry__subject=key(stranger.paper), entry__verb="generate").position
    clock.shift(timedelta(days=1))
    attacks: list[tuple[Callable[[Document], None], str]] = [
        (reseal, f"журнал: {key(stranger.paper)} сделан другим файлом, чем лежит в досье"),
        (edit, f"отметка журнала, записей {second.size}: записи дела под ней: запись {place} журнала (documents.document"),
        (cut, f"записей стало меньше: было {second.size}, под отметкой досье {second.size - 2}"),
        (rechain, f"первые {first.size} записей не те, что были; переписано среди записей 1–{first.size}"),
        (fork, f"журнал раздвоен: у тех же {second.size} записей два корня"),
    ]  # fmt: skip
    for attack, words in attacks:
        with undone():
            attack(stranger.paper)
            code, lines = stranger.check()
            if attack is rechain:  # the proof is withheld; whoever asks for it gets one that does not hold
                assert code == 3
                code, lines = stranger.check("--growth", grown_by(first.size, tmp_path))
        assert code == 1, attack
        assert any(words in line for line in wrong(lines)), (attack, wrong(lines))
    assert stranger.check()[0] == 0


def test_a_later_rewriting_is_placed_between_two_checkpoints(clock: Any, tmp_path: Path) -> None:
    stranger = Stranger(tmp_path)
    first = stranger.keep()
    clock.shift(timedelta(days=1))
    read_on()
    second = stranger.keep()
    clock.shift(timedelta(days=1))
    salts = dict(Seal.objects.values_list("position", "salt"))
    late = Seal.objects.latest("position")
    tamper(f"UPDATE journal_entry SET title = 'Иначе' WHERE id = {late.entry_id}")
    with undone():
        restored(salts)
        tamper("DELETE FROM journal_checkpoint")
        tamper("DELETE FROM journal_block")
        read_on(1)
        take_checkpoint()
        tamper(
            f"INSERT INTO journal_checkpoint (day, size, root, note, at) VALUES ('{first.day}', {first.size}, '\\x{first.root.hex()}', '', now()),"
            f" ('{second.day}', {second.size}, '\\x{second.root.hex()}', '', now())"
        )
        code, lines = stranger.check()
    assert code == 1
    assert [line.partition("; ")[2] for line in wrong(lines)] == [
        f"переписано среди записей {first.size + 1}–{second.size}"
    ]
    tamper(f"UPDATE journal_entry SET title = '{late.entry.title}' WHERE id = {late.entry_id}")


def test_what_the_dossier_cannot_prove_is_said(clock: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A checkpoint of long ago, of another key, of tomorrow; none at all; a paper made after the last one; a page of growth."""
    monkeypatch.setattr(slice, "DAYS", 1)
    stranger = Stranger(tmp_path)
    code, lines = stranger.check()
    assert code == 0
    assert any("в досье нет отметки" in words for result, words in lines if result == verify.UNKNOWN)
    first = stranger.keep()
    for _ in range(2):
        clock.shift(timedelta(days=1))
        read_on()
        take_checkpoint()
    growth = Path(grown_by(first.size, tmp_path))
    files = files_of(older := stranger.dossier())
    code, lines = verified(older, "--since", stranger.notes[0])
    title = f"журнал после отметки {stranger.notes[0]} (записей {first.size})"
    assert code == 3
    assert any(f"/journal/since/{first.size}.json" in words for result, words in lines if result == verify.UNKNOWN)
    assert ("верно", title) in verified(older, "--since", stranger.notes[0], "--growth", str(growth))[1]
    forged = json.loads(growth.read_bytes())
    growth.write_text(json.dumps({**forged, "proof": forged["proof"][:-1]}))
    assert any(
        title in words for words in wrong(verified(older, "--since", stranger.notes[0], "--growth", str(growth))[1])
    )
    note = tmp_path / "foreign.note"
    note.write_text(first.note.replace("\n— ", "\n— x"))
    code, lines = verified(stranger.dossier(), "--since", str(note))
    assert any("без подписи этой печати" in words for result, words in lines if result == verify.UNKNOWN)
    note.write_text("не отметка")
    assert verified(stranger.dossier(), "--since", str(note))[0] == 2
    entries = json.loads(files["journal/entries.json"])
    assert {row["leaf"]["verb"] for row in entries if "payload" in row} == {"generate"}
