"""Frozen bytes are looked at before every use: what was exchanged on the disk is not shown, not signed, not stamped, not sent out."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from casework.models import Notification
from casework.queue import run_pending
from documents import archive, tasks
from documents.custody import actions as custody_actions
from documents.custody import keepers
from documents.models import Document, Signature
from journal.models import Entry
from journal.record import key
from programme.models import Person
from tests.documents.conftest import made
from tests.documents.signatures.test_sign import for_signing, now, post

pytestmark = pytest.mark.django_db


def exchange(path: Path, content: bytes) -> bytes:
    """What somebody with access to the disk could do; returns what was there before."""
    before = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(content)
    return before


def forged(document: Document) -> bytes:
    """Put another real paper in the place of this one; returns the true bytes."""
    other = made(title="О другом")
    return exchange(archive.path_of(document.sha256, "pdf"), archive.read(other.sha256, "pdf"))


def test_an_exchanged_original_is_neither_shown_nor_signed_until_it_is_restored(client: Any, person: Any) -> None:
    chair, clerk, admin = person("Первая"), person("Вторая", "clerk"), person("Третья", "admin")
    document = for_signing((chair, 1))
    client.force_login(chair)
    picture = f"/documents/{document.pk}/pages/1.png"
    assert client.get(picture).status_code == 200
    true = forged(document)

    for answer in (
        client.get(picture),
        client.get(f"/documents/{document.pk}/original/"),
        post(client, chair, document),
    ):
        assert answer.status_code == 503
        assert "не прошёл проверку целостности" in answer.content.decode()
    assert not Signature.objects.exists()
    assert now(document).status == Document.Status.SIGNING

    [entry] = Entry.objects.filter(subject=key(document), verb=keepers.VERB)  # three refusals, one line
    assert entry.payload["sha256"] == document.sha256
    told = Notification.objects.filter(title="Файл повреждён или утрачен")
    assert {one.person for one in told} == set(Person.objects.holding("role:clerk")) | {admin} >= {clerk}
    client.force_login(clerk)
    page = client.get("/documents/failed/").content.decode()
    assert document.number in page
    assert str(archive.path_of(document.sha256, "pdf")) in page
    assert "Файлы повреждены" in client.get("/board/").content.decode()

    exchange(archive.path_of(document.sha256, "pdf"), true)
    assert keepers.known_damage() == []
    assert "Таких файлов нет" in client.get("/documents/failed/").content.decode()
    assert post(client, chair, document).status_code == 302
    assert Signature.objects.count() == 1


def test_a_copy_with_marks_is_never_made_from_another_file(client: Any, person: Any) -> None:
    chair = person()
    document, other = for_signing((chair, 1)), made(title="О другом")
    post(client, chair, document)
    path = archive.path_of(document.sha256, "pdf")
    true = exchange(path, archive.read(other.sha256, "pdf"))
    with pytest.raises(archive.Damaged):
        tasks.stamp(document.pk)
    assert now(document).rendition is None
    assert Entry.objects.filter(subject=key(document), verb=keepers.VERB).exists()
    exchange(path, true)
    run_pending()
    assert now(document).rendition is not None


def test_a_lost_file_is_told_of_at_night_and_by_the_command(person: Any) -> None:
    clerk = person("Вторая", "clerk")
    document = made()
    path = archive.path_of(document.sha256, "pdf")
    content = path.read_bytes()
    path.unlink()
    tasks.verify_archive(0)
    tasks.verify_archive(1)
    assert Notification.objects.filter(person=clerk, title="Файл повреждён или утрачен").count() == 1
    with pytest.raises(CommandError, match="Не прошли проверку файлов: 1"):
        call_command("documents", "verify")
    assert archive.store(content, "pdf") == document.sha256
    call_command("documents", "verify")


def test_storing_the_true_bytes_again_mends_a_damaged_file() -> None:
    document = made()
    path = archive.path_of(document.sha256, "pdf")
    content = exchange(path, b"%PDF-1.4 forged")
    archive.store(content, "pdf")
    assert archive.read(document.sha256, "pdf") == content


def test_noting_twice_writes_once() -> None:
    document = made()
    archive.path_of(document.sha256, "pdf").unlink()
    for _ in range(2):
        custody_actions.note_damage(document.sha256)
    assert Entry.objects.filter(subject=key(document), verb=keepers.VERB).count() == 1
