"""A stranger keeps the checkpoint of a day: a page, a note, a feed; the note is signed by the key whose fingerprint is published."""

import base64
import hashlib
import html
import json
from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import InternalError, ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from casework.models import Notification
from documents import tasks
from documents.checkpoints.actions import take_checkpoint, tell_witnesses
from documents.checkpoints.models import Cosignature
from documents.evidence.dossier import certificate
from journal.models import Checkpoint, Entry
from journal.record import record
from programme.models import Regulation
from tests.documents.conftest import broken_invariants
from tests.dossiers import verify
from tests.story import make_person

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def test_days_are_kept_by_strangers(client: Client, clock: Any) -> None:
    assert "в ближайший час" in client.get(reverse("checkpoints")).content.decode()
    record(Regulation.in_force(), "read", "Прочитан")
    first = take_checkpoint()
    assert first
    assert take_checkpoint() is None
    clock.shift(timedelta(days=1))
    record(Regulation.in_force(), "read", "Прочитан снова")
    last = take_checkpoint()
    assert last
    assert (last.day - first.day).days == 1
    assert last.size == Entry.objects.count() > first.size
    page = client.get(reverse("checkpoints")).content.decode()
    for mark in (first, last):
        assert reverse("checkpoint_note", args=[mark.day]) in page
        assert mark.short_root in page
    assert reverse("checkpoints") in client.get(reverse("seal")).content.decode()
    note = client.get(reverse("checkpoint_note", args=[last.day]))
    assert note["Content-Type"].startswith("text/plain")
    mark = verify.Mark(note.content)
    assert (mark.size, mark.root) == (last.size, bytes(last.root))
    assert mark.signed_by([certificate()])
    assert not verify.Mark(note.content.replace(b"\n%d\n" % last.size, b"\n1\n")).signed_by([certificate()])
    feed = ElementTree.fromstring(client.get(reverse("checkpoint_feed")).content)
    assert [row.findtext(f"{ATOM}summary") for row in feed.iter(f"{ATOM}entry")] == [last.note, first.note]
    growth = json.loads(client.get(reverse("checkpoint_growth", args=[first.size])).content)
    steps = [base64.b64decode(step) for step in growth["proof"]]
    verify.grown(first.size, bytes(first.root), growth["to"], mark.root, steps)
    assert client.get("/journal/checkpoints/2026-13-01.note").status_code == 404


def test_the_auditor_is_told_when_the_past_was_changed(client: Client) -> None:
    client.force_login(make_person("auditor"))
    record(Regulation.in_force(), "read", "Прочитан")
    take_checkpoint()
    assert reverse("checkpoints") in client.get(reverse("journal")).content.decode()
    told = client.post(reverse("journal_verify"), follow=True).content.decode()
    assert "отметки дней сходятся" in told
    assert Checkpoint.objects.count() == 1


def test_each_witness_has_a_letter_with_three_lines_that_can_be_checked() -> None:
    """Experts, members and the auditor; gathered in the weekly letter, and nobody is called by the bell for it."""
    auditor, member, clerk = (
        make_person("auditor"),
        make_person("committee_member", "expert_prof"),
        make_person("clerk"),
    )
    record(Regulation.in_force(), "read", "Прочитан")
    mark = take_checkpoint()
    assert mark
    assert tell_witnesses(mark) == 2
    assert tell_witnesses(mark) == 0
    rows = Notification.objects.filter(event=f"checkpoint:{mark.day}")
    assert {row.person_id for row in rows} == {auditor.pk, member.pk}
    assert clerk.pk not in {row.person_id for row in rows}
    row = rows[0]
    assert (row.kind, row.mailing) == ("checkpoints", "weekly")
    assert row.read_at is not None
    kept = verify.Mark("\n".join(row.text.split("\n")[1:]).encode())
    assert (kept.size, kept.root, kept.lines) == (mark.size, bytes(mark.root), [])
    assert kept.signed_by([certificate()]) is None


def test_a_worker_that_dies_before_telling_costs_the_witnesses_nothing(clock: Any) -> None:
    auditor = make_person("auditor")
    record(Regulation.in_force(), "read", "Прочитан")
    lost = take_checkpoint()  # and here the worker dies
    assert lost
    clock.shift(timedelta(days=1))
    for hour in range(2):
        tasks.take_checkpoint(hour)
    events = Notification.objects.filter(person=auditor).order_by("pk").values_list("event", flat=True)
    assert list(events) == [f"checkpoint:{mark.day}" for mark in Checkpoint.objects.order_by("day")]
    assert len(events) == 2


class Neighbour:
    """Another city with an Ed25519 key of its own."""

    def __init__(self, name: str) -> None:
        self.name, self.secret = name, Ed25519PrivateKey.generate()
        self.content = b"\x04" + self.secret.public_key().public_bytes_raw()
        self.number = hashlib.sha256(name.encode() + b"\n" + self.content).digest()[:4]
        self.key = f"{name}+{self.number.hex()}+{base64.b64encode(self.content).decode()}"

    def line(self, text: str, moment: int = 1_791_000_000) -> str:
        """What it signs when it has seen the journal grow."""
        signature = self.secret.sign(f"cosignature/v1\ntime {moment}\n{text}".encode())
        return f"— {self.name} {base64.b64encode(self.number + moment.to_bytes(8) + signature).decode()}"


def test_a_neighbour_cosigns_and_nobody_in_its_name(client: Client) -> None:
    admin, anna, other = make_person("admin"), Neighbour("anna.example/witness"), Neighbour("other.example/witness")
    mark = take_checkpoint()
    assert mark
    address = reverse("checkpoint_cosign", args=[mark.day])
    assert address not in client.get(reverse("checkpoints")).content.decode()
    client.force_login(admin)
    assert address in client.get(reverse("checkpoints")).content.decode()
    assert all(html.escape(line) in client.get(address).content.decode() for line in mark.text.splitlines())
    false = [
        (anna.key, other.line(mark.text), "Это не строка этого соседа"),
        (anna.key, anna.line(mark.text.replace("journal", "journey")), "Подпись не сходится"),
        (anna.key.replace("anna", "hanna"), anna.line(mark.text), "Номер ключа не подходит"),
        ("nonsense", "nonsense", "Это не ключ соседа"),
    ]
    for key, line, words in false:
        answer = client.post(address, {"key": key, "line": line})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert html.escape(line) in answer.content.decode()
    for _ in range(2):
        answer = client.post(address, {"key": anna.key, "line": anna.line(mark.text)})
    assert "уже заверил" in answer.content.decode()
    row = Cosignature.objects.get()
    assert (row.name, row.entry.verb, row.entry.actor) == (anna.name, "cosign", admin)
    assert anna.name in client.get(reverse("checkpoints")).content.decode()
    given = verify.Mark(client.get(reverse("checkpoint_note", args=[mark.day])).content)
    assert [name for name, _, _ in given.lines] == [mark.text.splitlines()[0], anna.name]
    assert given.signed_by([certificate()])
    assert_outside_checks(given, anna, other)
    the_entry_stands_behind_it(row)


def assert_outside_checks(given: Any, anna: Neighbour, other: Neighbour) -> None:
    """Whoever has learnt the neighbour's key checks its line; a line under other words or by another key does not pass."""
    value = next(value for name, _, value in given.lines if name == anna.name)
    known = verify.Neighbour(anna.key)
    assert known.has_cosigned(given, value)
    assert not known.has_cosigned(given, value[:7] + bytes([value[7] ^ 1]) + value[8:])
    forged = verify.Neighbour(f"{other.name}+{other.number.hex()}+{base64.b64encode(other.content).decode()}")
    assert not forged.has_cosigned(given, value)
    for wrong in ("nonsense", anna.key.replace("anna", "hanna"), anna.key[:-3]):
        with pytest.raises(verify.Fault):
            verify.Neighbour(wrong)
    for keys, mark, result in (
        ([known], given, verify.PASSED),
        ([forged], given, verify.UNKNOWN),
        ([], given, verify.UNKNOWN),
    ):
        report = verify.Report()
        verify.check_neighbours(report, "отметка", mark, keys)
        assert report.rows[0][0] == result
    given.text += "x"
    report = verify.Report()
    verify.check_neighbours(report, "отметка", given, [known])
    assert report.rows[0][0] == verify.FAILED


def the_entry_stands_behind_it(row: Cosignature) -> None:
    assert broken_invariants() == []
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")
            cursor.execute("UPDATE journal_entry SET verb = 'read' WHERE id = %s", [row.entry_id])
            cursor.execute("SET session_replication_role = DEFAULT")
        assert broken_invariants() == ["I-33 Заверение отметки журнала приложено действием, и оно под этой отметкой"]
        transaction.set_rollback(True)
    with pytest.raises((InternalError, ProgrammingError), match="Cannot"), transaction.atomic():
        row.delete()
