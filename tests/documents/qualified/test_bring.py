"""Signing at home: the file is brought, checked, kept with its protocol; three kinds of signatures stand under one paper, each with its name."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.utils import timezone

from casework import roles
from casework.models import Notification
from casework.queue import run_pending
from documents import archive
from documents.models import Document, ScannedSignature, Signature, SignatureCheck, SignatureFile
from documents.qualified import engine, trial, trust
from documents.signatures import evidence
from journal.models import Entry
from programme.models import Regulation
from tests.documents.conftest import broken_invariants
from tests.documents.signatures.test_sign import for_signing, now, post
from tests.dossiers import checked_outside
from tests.paper import words_of

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND"


def certificate_of(centre: trial.Centre, person: Any, **more: Any) -> trial.Holder:
    given = f"{person.first_name} {person.middle_name}"
    return centre.issue(cn=person.get_full_name(), sn=person.last_name, gn=given, **more)


def bring(client: Any, person: Any, document: Document, signature: bytes, **files: bytes) -> Any:
    client.force_login(person)
    parts = {
        name: SimpleUploadedFile(f"{name}.sig", content)
        for name, content in {"signature": signature, **files}.items()
        if content
    }
    return client.post(f"/documents/{document.pk}/signature/", {"seen_hash": document.sha256, **parts})


def page(client: Any, person: Any, url: str) -> str:
    client.force_login(person)
    answer = client.get(url)
    assert answer.status_code == 200, url
    return str(answer.content.decode()).replace("\xa0", " ").replace("&nbsp;", " ")


def text(document: Document, role: str = "original") -> str:
    file = document.file(role)
    assert file
    return words_of(archive.read(file.sha256, file.suffix))


def sign_on_paper(client: Any, document: Document, hand: Any, clerk: Any, second: Any) -> None:
    """Signed by hand: one of the office enters the scan, another one compares it."""
    request = document.signature_requests.get(person=hand)
    answers = {"request_id": request.pk, "signed_on": timezone.localdate().isoformat()}
    client.force_login(clerk)
    assert "на бумаге" in client.get(f"/documents/{document.pk}/").content.decode()
    assert client.post(f"/documents/{document.pk}/on-paper/", answers).status_code == 422
    answers["scan"] = SimpleUploadedFile("scan.png", PNG)
    assert client.post(f"/documents/{document.pk}/on-paper/", answers).status_code == 302
    scan = ScannedSignature.objects.get()
    assert now(document).status == Document.Status.SIGNING  # one person's word is not enough
    assert client.post(f"/documents/on-paper/{scan.pk}/", {"answer": "yes"}).status_code == 404
    with pytest.raises(DatabaseError), transaction.atomic():  # nor is it for the database
        entry = Entry.objects.filter(actor=clerk).latest("pk")
        Signature.objects.create(
            request=request,
            kind="paper",
            document_hash=document.sha256,
            scan=scan,
            signed_at=timezone.now(),
            entry=entry,
        )
    client.force_login(second)
    assert "сверки" in client.get("/board/").content.decode()
    assert client.post(f"/documents/on-paper/{scan.pk}/", {"answer": "no"}).status_code == 422
    assert client.get(f"/documents/on-paper/{scan.pk}/file/").status_code == 200
    assert client.post(f"/documents/on-paper/{scan.pk}/", {"answer": "yes"}).status_code == 302
    run_pending()


def test_a_signature_on_paper_counts_when_another_has_compared_the_scan(client: Any, person: Any) -> None:
    hand, clerk, second = (
        person("Третья"),
        *(person(name, roles.CLERK.split(":")[1]) for name in ("Четвёртая", "Пятая")),
    )
    document = for_signing((hand, 1), readers=[roles.CLERK])
    sign_on_paper(client, document, hand, clerk, second)
    document = now(document)
    assert document.status == Document.Status.REGISTERED
    assert "собственноручная подпись на бумаге" in page(client, second, f"/documents/{document.pk}/")


def test_three_kinds_of_signatures_under_one_paper(client: Any, person: Any, centre: trial.Centre) -> None:
    """One signs here, one at home, one by hand: the paper, its copy with marks and its pages say which is which."""
    here, home, hand = person("Первая"), person("Вторая"), person("Третья")
    clerk, second = person("Четвёртая", roles.CLERK.split(":")[1]), person("Пятая", roles.CLERK.split(":")[1])
    document = for_signing((here, 1), (home, 1), (hand, 1), readers=[roles.CLERK])
    assert post(client, here, document).status_code == 302
    mine = certificate_of(centre, home)
    original = archive.read(document.sha256, "pdf")

    client.force_login(clerk)
    assert client.get(f"/documents/{document.pk}/signature/").status_code == 404  # nobody signs for another
    assert "Приложите" not in page(client, home, f"/documents/{document.pk}/signature/")
    assert bring(client, home, document, b"").status_code == 422
    assert "не файл подписи" in bring(client, home, document, b"hello").content.decode()
    assert (
        "и доверенность, и файл"
        in bring(client, home, document, mine.sign(original), power_signature=mine.sign(b"x")).content.decode()
    )
    assert bring(client, here, document, mine.sign(original)).status_code == 404  # has answered
    assert bring(client, home, document, mine.sign(b"another paper")).status_code == 302
    run_pending()
    failed = SignatureCheck.objects.get()
    assert (failed.result, failed.is_contradictory) == ("failed", False)
    assert "Документ не тот" in page(client, home, f"/documents/{document.pk}/signature/")
    assert not Signature.objects.filter(request__person=home).exists()

    signature = mine.sign(original)
    assert bring(client, home, document, signature).status_code == 302
    run_pending()
    check = SignatureCheck.objects.latest("pk")
    if engine.engine() is None:  # one means is not enough: nobody is told that the signature is good
        assert (check.result, check.reasons) == ("unknown", [engine.LACKING])
        return
    assert check.result == "passed", check.report
    proved = Signature.objects.get(request__person=home)
    assert (proved.kind, proved.proof, proved.entry.actor) == ("qualified", check, home)
    assert evidence.verify(proved, original).startswith("действительна")
    file = SignatureFile.objects.get(upload=check.upload, role="signature")
    assert file.content == signature
    client.force_login(home)
    assert client.get(f"/documents/signatures/files/{file.pk}/").status_code == 200
    client.force_login(here)
    assert (
        client.get(f"/documents/signatures/files/{file.pk}/").status_code == 404
    )  # the certificate has numbers of a person
    protocol = text(check.paper)
    for words in (
        "Итог: действительна",
        "gostcrypto",
        "OpenSSL",
        "Вторая Анна Петровна",
        "Список отозванных",
        "время поступления",
    ):
        assert words in protocol, words

    sign_on_paper(client, document, hand, clerk, second)

    document = now(document)
    assert document.status == Document.Status.REGISTERED
    assert "сообщите в канцелярию" in Notification.objects.get(person=hand, event__startswith="scan:").text
    shown = page(client, here, f"/documents/{document.pk}/")
    copy = text(document, "rendition")
    for words in ("простая электронная подпись", "усиленная квалифицированная", "собственноручная подпись на бумаге"):
        assert words in shown
    for words in (
        "Документ подписан электронной подписью",
        check.report["certificate"]["serial"],
        "Подписано собственноручно на бумаге",
        "простой электронной подписью",
    ):
        assert words in copy.replace("\n", " "), words
    assert "Подпись принята" in page(client, home, f"/documents/{document.pk}/signature/")
    code, lines = checked_outside(document)  # what a dossier proves of each kind, and what it leaves
    assert (code, [words for result, words in lines if result == "НЕВЕРНО"]) == (0, [])
    left = " ".join(words for result, words in lines if result == "не проверено")
    for words in ("простые подписи", "усиленные квалифицированные подписи", "подписи на бумаге: скан"):
        assert words in left
    assert broken_invariants() == []


def test_what_cannot_be_checked_is_not_called_bad_and_the_office_checks_it_again(
    client: Any, person: Any, centre: trial.Centre
) -> None:
    """No list of revoked certificates: neither good nor bad; the office puts the list in and asks again."""
    home, clerk = person("Вторая"), person("Четвёртая", roles.CLERK.split(":")[1])
    document = for_signing((home, 1))
    listed = trust.folder() / "crl" / "list.crl"
    content = listed.read_bytes()
    listed.unlink()
    bring(client, home, document, certificate_of(centre, home).sign(archive.read(document.sha256, "pdf")))
    run_pending()
    check = SignatureCheck.objects.get()
    assert check.result == "unknown"
    assert "не значит, что подпись плоха" in page(client, home, f"/documents/{document.pk}/signature/")
    assert Notification.objects.filter(person=clerk, event=f"signature:{check.upload_id}:unchecked:{check.pk}").exists()
    assert "нет списка отозванных" in page(client, clerk, "/documents/signatures/unchecked/")
    again = f"/documents/signatures/{check.upload_id}/again/"
    assert client.post(again, {"looked_up": "x" * 501}).status_code == 422
    listed.write_bytes(content)
    assert client.post(again, {"looked_up": ""}).status_code == 302
    run_pending()
    last = SignatureCheck.objects.latest("pk")
    assert last.asked_by == clerk
    if engine.engine():
        assert (last.result, now(document).status) == ("passed", Document.Status.REGISTERED)
    else:
        assert (last.result, last.reasons) == ("unknown", [engine.LACKING])
    assert "Удостоверяющий центр ТЕСТ" in client.get("/v/trust/").content.decode()
    assert broken_invariants() == []


def test_two_means_that_disagree_are_an_incident_and_no_signature(
    client: Any, person: Any, centre: trial.Centre, settings: Any, tmp_path: Path, monkeypatch: Any
) -> None:
    """The second means of this machine is broken: it says no to everything."""
    home, clerk = person("Вторая"), person("Четвёртая", roles.CLERK.split(":")[1])
    document = for_signing((home, 1))
    broken = tmp_path / "openssl"
    broken.write_text("#!/bin/sh\necho 'OpenSSL 3.0.0'\necho 'content verify error' >&2\nexit 4\n")
    broken.chmod(0o755)
    settings.GOST_ENGINE = str(broken)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    bring(client, home, document, certificate_of(centre, home).sign(archive.read(document.sha256, "pdf")))
    run_pending()
    check = SignatureCheck.objects.get()
    assert (check.result, check.is_contradictory) == ("unknown", True)
    assert not Signature.objects.exists()
    assert "происшествие" in page(client, clerk, "/board/")
    assert "Происшествие" in page(client, clerk, "/documents/signatures/unchecked/")
    assert "противоречат друг другу" in text(check.paper)
    with pytest.raises(DatabaseError), transaction.atomic():
        entry = Entry.objects.filter(actor=home).latest("pk")
        Signature.objects.create(
            request=check.upload.request, kind="qualified", document_hash=document.sha256, proof=check, signed_at=timezone.now(), entry=entry
        )  # fmt: skip


def test_the_regulation_says_which_signature_a_paper_asks_for(client: Any, person: Any, centre: trial.Centre) -> None:
    """A stronger kind demanded: the simple signature is refused in clear words, and so is a certificate that is too weak."""
    was_ready, regulation = engine.readiness()[0], Regulation.in_force()
    stronger = {**regulation.data, "signature": {"least": {"extract": "qualified", "other": "simple"}}}
    Regulation.objects.create(
        code=regulation.code,
        version=regulation.version + 1,
        title="Новая",
        valid_from=timezone.localdate(),
        data=stronger,
    )
    assert was_ready and engine.readiness()[0] == bool(engine.engine()), "now a city needs both means before it opens"
    home = person("Вторая")
    document = for_signing((home, 1))
    refused = post(client, home, document)
    assert (refused.status_code, "усиленной квалифицированной" in refused.content.decode()) == (422, True)
    weak = certificate_of(centre, home, policies=())
    bring(client, home, document, weak.sign(archive.read(document.sha256, "pdf")))
    run_pending()
    assert not Signature.objects.exists()
    if engine.engine():
        check = SignatureCheck.objects.get()
        assert (check.result, check.is_qualified) == ("passed", False)
        assert (
            "квалифицированной"
            in Notification.objects.get(event=f"signature:{check.upload_id}:checked:{check.pk}").text
        )


def test_a_trial_centre_counts_for_nothing_in_earnest(settings: Any, centre: trial.Centre) -> None:
    assert len(trust.store().roots) == 1
    settings.DEMO = settings.DEBUG = False
    assert trust.store().roots == ()
