"""A stranger checks a decision at home: everything holds, and nothing can be changed without the place being named."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from committee.decisions.models import Decision
from documents.checkpoints import note
from documents.checkpoints.actions import take_checkpoint
from documents.evidence import dossier
from documents.models import Document
from documents.seal_key import present
from documents.snapshots import canonical, sha256
from journal.models import Checkpoint
from tests.clock import moving
from tests.committee.conftest import (
    Committee,
    again,
    answer,
    closed,
    committee,  # noqa: F401 - a fixture
    convened,
    decided,
    item,  # noqa: F401 - a fixture
    opened,
    person,
    released,
    sign_by_all,
)
from tests.dossiers import checked_outside, verified, verify

pytestmark = pytest.mark.django_db
Files = dict[str, bytes]


@pytest.fixture
def papers(committee: Committee, item: Callable[..., Any], clock: Any) -> tuple[Document, Document]:  # noqa: F811
    """The published decision of a sitting that voted 14 to 3, and its minutes."""
    take_checkpoint()
    item()
    convened(committee)
    meeting = opened(committee, clock)
    against = committee.voters[-3:]
    choices = {member: "against" if member in against else "for" for member in committee.voters}
    decided(committee, meeting.lines.get(), choices)
    meeting = closed(committee, meeting)
    sign_by_all(meeting.minutes)
    answer(committee.secretary.person, "draw_up")
    sign_by_all(Decision.objects.get().document)
    released(committee, meeting)
    return Decision.objects.get().document, again(meeting).minutes


def files_of(content: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(files: Files) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return whole.getvalue()


def listed(files: Files) -> Files:
    """With a manifest that fits: whoever forges a dossier forges that first."""
    manifest = json.loads(files["manifest.json"])
    rows = [{"name": name, "sha256": sha256(content)} for name, content in files.items() if name != "manifest.json"]
    return {**files, "manifest.json": canonical({**manifest, "files": rows})}


def test_a_decision_and_its_minutes_hold(papers: tuple[Document, Document], client: Client) -> None:
    decision, minutes = papers
    key = present()
    assert key
    code, lines = checked_outside(decision, "--seal", key.fingerprint)
    title = f"Решение № {decision.number}"
    assert code == 0
    assert [row for row in lines if "журнал" not in row[1]] == [
        ("верно", "состав досье"),
        ("верно", "описание досье отвечает схеме"),
        ("верно", "описание досье подписано печатью"),
        ("верно", f"{title}: печать на всём файле"),
        ("верно", f"{title}: данные — те, что вложены в подлинник"),
        ("верно", f"{title}: запись данных каноническая"),
        ("верно", f"{title}: реквизиты"),
        ("верно", f"{title}: подписи сделаны под этим файлом"),
        ("верно", f"{title}: Вопрос 1: Поддержать проект: запись отвечает схеме"),
        ("верно", f"{title}: Вопрос 1: Поддержать проект: пересчёт"),
        ("верно", f"{title}: Вопрос 1: Поддержать проект: регламент тот, по которому считали"),
    ]
    code, lines = checked_outside(minutes)
    assert (code, [words for result, words in lines if result == "НЕВЕРНО"]) == (0, [])
    assert sum("пересчёт" in words for _, words in lines) == 2  # the quorum of the sitting and the vote
    assert any(key.fingerprint in words for result, words in lines if result == "не проверено")
    code, lines = checked_outside(decision, "--seal", "0" * 64)
    assert (code, [words for result, words in lines if result == "НЕВЕРНО" and "журнал" not in words]) == (
        1, ["описание досье подписано печатью: в досье нет сертификата этой печати",
            f"{title}: печать на всём файле: печать поставлена чужим ключом"],
    )  # fmt: skip
    the_journal_says_so_too(decision)
    bytes_only_for_readers(decision, minutes, client)
    page = client.get(reverse("seal")).content.decode()
    assert page.count(key.fingerprint) == 2
    assert reverse("seal") in client.get(reverse("check")).content.decode()
    assert client.get(reverse("verifier")).content == dossier.VERIFIER.read_bytes()


def the_journal_says_so_too(decision: Document) -> None:
    """Under the next checkpoint: that the file was frozen, and each signature; nobody is named. The paper itself keeps the one before it."""
    before = Checkpoint.objects.get()
    printed = {"origin": note.origin(), "day": f"{before.day}", "size": before.size, "root": bytes(before.root).hex()}
    assert decision.snapshot["journal"] == printed
    grown = f"журнал вырос из отметки, напечатанной в документе (за {before.day}, записей {before.size})"
    with transaction.atomic():
        moved_a_day(take_checkpoint)
        code, lines = checked_outside(decision)
        words = [line for result, line in lines if result == "верно"]
        rewritten()
        code_after, lines_after = checked_outside(decision)
        transaction.set_rollback(True)
    assert code == 0
    assert sum("файл — тот, о котором сделана запись журнала" in line for line in words) == 1
    assert sum("стоит в журнале тем же временем" in line for line in words) == decision.signature_requests.count()
    assert any(line.endswith(grown) for line in words)
    assert code_after == 1
    assert any(
        f"{grown}: первые {before.size} записей не те" in line for result, line in lines_after if result == "НЕВЕРНО"
    )


def moved_a_day(work: Callable[[], Any]) -> None:
    with moving() as clock:
        clock.shift(timedelta(days=1))
        work()


def rewritten() -> None:
    """The whole journal made anew over another past, and signed."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("UPDATE journal_entry SET ground = 'иначе' WHERE id = (SELECT min(id) FROM journal_entry)")
        cursor.execute("DELETE FROM journal_seal; DELETE FROM journal_checkpoint; DELETE FROM journal_block")
        cursor.execute("SET session_replication_role = DEFAULT")
    take_checkpoint()


def bytes_only_for_readers(decision: Document, minutes: Document, client: Client) -> None:
    """The same paper gives the same bytes; the minutes are no stranger's."""
    address = reverse("document_dossier", args=[decision.pk])
    first, second = (b"".join(client.get(address)) for _ in range(2))
    assert first == second == dossier.of_paper(loaded(decision))
    assert f'href="{address}"' in client.get(decision.get_absolute_url()).content.decode()
    assert client.get(reverse("document_dossier", args=[minutes.pk])).status_code == 404
    client.force_login(person(), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(reverse("document_dossier", args=[minutes.pk])).status_code == 404


def _in_snapshot(change: Callable[[dict[str, Any]], None]) -> Callable[[Files], Files]:
    """Change the data beside the paper."""

    def forge(files: Files) -> Files:
        name = next(name for name in files if name.endswith("snapshot.json"))
        data = json.loads(files[name])
        change(data)
        return listed({**files, name: canonical(data)})

    return forge


def _fact(part: str, name: str, value: Any) -> Callable[[Files], Files]:
    return _in_snapshot(lambda data: data["counts"][0][part].update({name: value}))


def _in_pdf(change: Callable[[bytes], bytes]) -> Callable[[Files], Files]:
    def forge(files: Files) -> Files:
        name = next(name for name in files if name.endswith("original.pdf"))
        return listed({**files, name: change(files[name])})

    return forge


def _padded(pdf: bytes) -> bytes:
    """Bytes hidden behind the signature, where only zeros belong."""
    return re.sub(rb"0000(>\s*/M)", rb"00ff\1", pdf, count=1)


def _in_rules(files: Files) -> Files:
    """Another majority, under the same name and, what is worse, under its own fingerprint."""
    name = next(name for name in files if name.startswith("rules/"))
    return listed({**files, name: files[name].replace(b'"qualified":"2/3"', b'"qualified":"1/3"')})


def _in_manifest(change: Callable[[dict[str, Any]], None]) -> Callable[[Files], Files]:
    def forge(files: Files) -> Files:
        manifest = json.loads(files["manifest.json"])
        change(manifest["papers"][0])
        return {**files, "manifest.json": canonical(manifest)}

    return forge


FORGERIES: list[tuple[str, Callable[[Files], Files], str]] = [
    ("a file is gone", lambda files: {name: files[name] for name in files if not name.startswith("rules/")}, "файлы не те"),
    ("a file is added", lambda files: {**files, "papers/x": b"x"}, "файлы не те"),
    ("the program is another", lambda files: {**files, "verify.py": b"print('ok')"}, "отпечаток не тот: verify.py"),
    ("one vote more", _fact("inputs", "for", 15), "голосов больше"),
    ("votes exchanged", _in_snapshot(lambda data: data["counts"][0]["inputs"].update({"for": 3, "against": 14})), "outcome"),
    ("another outcome", _fact("outputs", "outcome", "not_carried"), "outcome"),
    ("another base", _fact("inputs", "recused", 9), "голосов больше"),
    ("another sector", _fact("inputs", "present_by_sector", {"authority": 17}), "has_quorum"),
    ("another rule", _fact("rules", "simple_share", "9/10"), "committee.majority.simple"),
    ("another threshold of persons", _fact("rules", "persons_min", 18), "has_quorum"),
    ("a key nobody knows", _fact("inputs", "proxy", 1), "лишнее ['proxy']"),
    ("a number as text", _fact("inputs", "recused", "0"), "запись.inputs.recused"),
    ("another count", _fact("inputs", "majority", "whole"), "вложено другое"),
    ("no counts", _in_snapshot(lambda data: data.update({"counts": []})), "вложено другое"),
    ("another text", _in_snapshot(lambda data: data.update({"points": ["Отказать."]})), "вложено другое"),
    ("another number", _in_snapshot(lambda data: data["document"].update({"number": "9"})), "number"),
    ("another date", _in_manifest(lambda paper: paper.update({"date": "2020-01-01"})), "дата"),
    ("another code", _in_manifest(lambda paper: paper.update({"code": "0" * 16})), "печать"),
    ("a signature of another file", _in_manifest(lambda paper: paper["signatures"][0].update({"sha256": "0" * 64})), "подписано"),
    ("the regulation", _in_rules, "отпечаток регламента"),
    ("garbage appended", _in_pdf(lambda pdf: pdf + b"\n%x"), "печать не на всём файле"),
    ("junk before", _in_pdf(lambda pdf: b" " + pdf), "печать"),
    ("a bit flipped", _in_pdf(lambda pdf: pdf[:200] + bytes([pdf[200] ^ 1]) + pdf[201:]), "отпечаток файла"),
    ("hidden in the padding", _in_pdf(_padded), "за печатью что-то дописано"),
    ("the seal removed", _in_pdf(lambda pdf: pdf.replace(b"/ByteRange", b"/ByteRangf")), "число печатей"),
    ("an update over the paper", _in_pdf(lambda pdf: pdf + b"\n7 0 obj <<>> endobj\nstartxref\n9\n%%EOF"), "печать не на всём файле"),
    ("a second seal", _in_pdf(lambda pdf: pdf + re.findall(rb"/ByteRange ?\[[^\]]*\]", pdf)[0]), "число печатей"),
    ("a shorter range", _in_pdf(lambda pdf: re.sub(rb"(/ByteRange ?\[ ?0 +\d+ +\d+ +)\d", rb"\g<1>1", pdf, count=1)), "печать"),
]  # fmt: skip


def _sealed_as(other: Files) -> Callable[[Files], Files]:
    """The seal of another paper of the same system, cut out and put in place of this one's."""
    found = re.search(
        rb"<[0-9a-f]{2000,}>", next(content for name, content in other.items() if name.endswith("original.pdf"))
    )
    assert found
    return _in_pdf(lambda pdf: re.sub(rb"<[0-9a-f]{2000,}>", found[0], pdf, count=1))


def test_whatever_is_changed_is_caught_and_named(papers: tuple[Document, Document], tmp_path: Any) -> None:
    (files, other), path = (files_of(dossier.of_paper(loaded(paper))) for paper in papers), tmp_path / "dossier.zip"
    pasted = ("the seal of another paper", _sealed_as(other), "отпечаток файла не тот, что под печатью")
    results = {}
    for name, forge, words in [*FORGERIES, pasted]:
        forged = forge(files)
        assert forged != files, f"{name}: nothing was changed"
        path.write_bytes(zipped(forged))
        faults = [text for result, text in verify.verify(path).rows if result == verify.FAILED]
        results[name] = any(words in text for text in faults) or faults
    assert results == dict.fromkeys(results, True)


def test_what_is_no_dossier_is_said_to_be_none() -> None:
    assert verified(b"PK")[0] == 2
    assert verified(zipped({"manifest.json": b"{}"}))[0] == 2


def loaded(document: Document) -> Document:
    return Document.objects.prefetch_related("files", "named", "signature_requests__signature").get(pk=document.pk)
