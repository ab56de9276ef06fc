"""Signing: in turns, only oneself, only what one has seen, only after a fresh authentication; and refusing."""

import time
from datetime import timedelta
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from pyhanko.sign.validation.status import SignatureCoverageLevel

from casework.door import Refused
from casework.models import Notification, Waiting
from casework.queue import run_pending
from casework.workdays import Term
from documents import inspection
from documents.agreement import actions as agreement
from documents.agreement import texts
from documents.models import AgreementAcceptance, Document, Signature, SignatureRequest, SigningAgreement
from documents.papers import actions as papers
from documents.signatures import actions as signatures
from documents.signatures import evidence
from documents.signatures.forms import METHODS
from journal.models import Entry
from journal.record import key, record
from programme.appointments.actions import appoint, dismiss
from programme.identity import actions as identity
from programme.models import Person
from tests.documents.conftest import PASSWORD, broken_invariants, made
from tests.documents.papers.test_render import bytes_of, validated
from tests.paper import words_of
from tests.story import answer_code, make_person, show_document

pytestmark = pytest.mark.django_db
EXTRACT = {
    "kind": "extract",
    "register": "extracts",
    "template": "documents/pdf/extract.html",
    "snapshot": {
        "minutes": {"number": "7", "date": "2026-11-20"},
        "item": {"number": 3, "title": "О поддержке проекта"},
        "resolved": ["Поддержать проект."],
    },
}


def for_signing(*people: Any, **changes: Any) -> Document:
    """An extract that these people sign, each given as (person, turn)."""
    signatories = [(person, f"Подписант {number}", turn) for number, (person, turn) in enumerate(people, 1)]
    return made(**{**EXTRACT, "signatories": signatories, **changes})


def task_of(person: Any, document: Document) -> Waiting:
    return Waiting.objects.open().get(addressee=f"person:{person.pk}", process__signingcase__document=document)


def post(client: Any, person: Any, document: Document, **answers: str) -> Any:
    """Log in and answer the question, as a browser would."""
    client.force_login(person)
    data = {"seen_hash": document.sha256, "answer": "sign", "refusal": "", "password": PASSWORD, **answers}
    return client.post(task_of(person, document).get_absolute_url(), data)


def now(document: Document) -> Document:
    return Document.objects.get(pk=document.pk)


def test_two_people_sign_one_after_the_other(client: Any, person: Any) -> None:
    chair, secretary = person("Первая"), person("Вторая")
    document = for_signing((secretary, 2), (chair, 1))
    assert document.status == Document.Status.SIGNING
    assert not Waiting.objects.open().filter(addressee=f"person:{secretary.pk}").exists()
    request = Notification.objects.get(person=chair, waiting__process=document.signing_case)
    assert (request.kind, request.read_at) == ("signing", None)  # delivered by law: nobody switches it off
    assert post(client, chair, document).status_code == 302
    request.refresh_from_db()
    assert request.read_at is not None
    assert now(document).status == Document.Status.SIGNING
    assert post(client, secretary, document).status_code == 302
    document = now(document)
    assert document.status == Document.Status.REGISTERED
    assert document.signing_case.finished is not None
    signature = Signature.objects.get(request__person=chair)
    assert (signature.document_hash, signature.account) == (document.sha256, chair.email)
    assert signature.entry.actor == chair
    assert broken_invariants() == []


def test_people_of_one_turn_sign_in_any_order(client: Any, person: Any) -> None:
    people = [person(name) for name in ("Первая", "Вторая", "Третья")]
    document = for_signing(*((one, 1) for one in people))
    for one in reversed(people):
        assert post(client, one, document).status_code == 302
    assert now(document).status == Document.Status.REGISTERED


def test_the_page_shows_the_whole_paper_and_its_hash(client: Any, person: Any) -> None:
    chair = person()
    document = for_signing((chair, 1))
    client.force_login(chair)
    page = client.get(task_of(chair, document).get_absolute_url()).content.decode()
    assert document.sha256 in page
    assert document.number in page
    for number in document.page_numbers:
        address = f"/documents/{document.pk}/pages/{number}.png"
        assert address in page
        picture = client.get(address)
        assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")
    assert client.get(f"/documents/{document.pk}/pages/99.png").status_code == 404


def test_the_seal_of_the_copy_is_valid_for_any_reader(client: Any, person: Any) -> None:
    chair = person()
    document = for_signing((chair, 1))
    post(client, chair, document)
    run_pending()
    copy = bytes_of(now(document), "rendition")
    assert inspection.look_at_seal(copy) == inspection.Seal(count=1, is_valid=True, covers_all=True)
    assert validated(copy) == (True, SignatureCoverageLevel.ENTIRE_FILE)


def test_the_copy_carries_marks_and_the_sheet_and_the_original_stays(client: Any, person: Any) -> None:
    chair = person("Константинопольская")
    document = for_signing((chair, 1))
    original = bytes_of(document)
    post(client, chair, document)
    run_pending()
    document = now(document)
    copy = bytes_of(document, "rendition")
    text = words_of(copy)
    assert bytes_of(document) == original
    assert "Подписано простой электронной подписью" in text
    assert "Сведения об электронных подписях и проверке" in text
    assert chair.email not in text
    assert inspection.look_at_seal(copy) == inspection.Seal(count=1, is_valid=True, covers_all=True)
    with pikepdf.open(BytesIO(copy)) as opened, pikepdf.open(BytesIO(original)) as first:
        assert len(opened.pages) == len(first.pages) + 1
        assert inspection.identification(opened) == ("", "")


def test_a_refusal_voids_the_number_and_asks_nobody_else(client: Any, person: Any) -> None:
    chair, secretary = person("Первая"), person("Вторая")
    document = for_signing((chair, 1), (secretary, 1))
    assert post(client, chair, document, answer="refuse", refusal="").status_code == 422
    assert post(client, chair, document, answer="refuse", refusal="Ошибка в пункте 2").status_code == 302
    document = now(document)
    assert document.status == Document.Status.ANNULLED
    assert "Ошибка в пункте 2" in document.annulled_reason
    assert not Waiting.objects.open().filter(process=document.signing_case).exists()
    assert document.signing_case.finished is not None
    assert made(**EXTRACT).n == document.n + 1
    assert broken_invariants() == []


def test_whoever_has_signed_hears_that_another_has_refused(client: Any, person: Any) -> None:
    first, second, third = person("Первая"), person("Вторая"), person("Третья")
    document = for_signing((first, 1), (second, 1), (third, 1))
    assert post(client, first, document).status_code == 302
    assert post(client, second, document, answer="refuse", refusal="Ошибка в пункте 2").status_code == 302
    told = Notification.objects.filter(event=f"document:{document.pk}:void")
    assert [(row.person, row.title) for row in told] == [(first, f"Документ № {document.number} аннулирован")]
    assert "Ошибка в пункте 2" in told[0].text


def test_a_signatory_who_cannot_sign_is_not_replaced_under_frozen_bytes(client: Any, person: Any) -> None:
    chair, secretary, clerk = person("Первая"), person("Вторая"), person("Канцелярова", "clerk")
    document = for_signing((chair, 1), (secretary, 1))
    assert post(client, secretary, document).status_code == 302
    waiting = task_of(chair, document)
    client.force_login(secretary)
    assert client.post(f"{waiting.get_absolute_url()}replace/", {"ground": "Уволена приказом № 5"}).status_code == 404
    client.force_login(clerk)
    page = client.get(f"{waiting.get_absolute_url()}replace/").content.decode()
    assert "номер аннулируется" in page.replace("\N{NO-BREAK SPACE}", " ") and "Кто исполнит вместо" not in page
    assert client.post(f"{waiting.get_absolute_url()}replace/", {"ground": "Уволена приказом № 5"}).status_code == 302
    document = now(document)
    assert document.status == Document.Status.ANNULLED
    assert document.annulled_reason == "Подписант не может подписать (Подписант 1): Уволена приказом № 5"
    for who, title in (
        (secretary, f"Документ № {document.number} аннулирован"),
        (chair, f"Вас заменили: {waiting.title}"),
    ):
        assert Notification.objects.filter(person=who, title=title).count() == 1
    assert broken_invariants() == []


def test_an_annulled_paper_cannot_be_signed(client: Any, person: Any) -> None:
    chair = person()
    document = for_signing((chair, 1))
    address = task_of(chair, document).get_absolute_url()
    papers.annul(document, reason="Ошибка в адресате")
    client.force_login(chair)
    data = {"seen_hash": document.sha256, "answer": "sign", "password": PASSWORD}
    assert client.post(address, data).status_code == 409
    assert Signature.objects.count() == 0
    assert broken_invariants() == []


def test_nobody_signs_for_another_not_even_a_superuser(client: Any, person: Any) -> None:
    chair, stranger = person(), person("Чужая")
    type(stranger).objects.filter(pk=stranger.pk).update(is_superuser=True, is_staff=True)
    document = for_signing((chair, 1))
    client.force_login(stranger)
    data = {"seen_hash": document.sha256, "answer": "sign", "password": PASSWORD}
    assert client.post(task_of(chair, document).get_absolute_url(), data).status_code == 404
    with pytest.raises(Refused, match="только тот"):
        sign(document, chair, by=stranger)


def sign(document: Document, signatory: Any, **changes: Any) -> Any:
    request = SignatureRequest.objects.get(document=document, person=signatory)
    facts = {"by": signatory, "seen_hash": document.sha256, "authenticated_at": timezone.now()}
    return signatures.sign(request, **{**facts, **changes})


def test_an_old_authentication_another_hash_and_another_s_turn_are_refused(person: Any) -> None:
    chair, secretary = person("Первая"), person("Вторая")
    document = for_signing((chair, 1), (secretary, 2))
    with pytest.raises(Refused, match="устарело"):
        sign(document, chair, authenticated_at=timezone.now() - timedelta(minutes=6))
    with pytest.raises(Refused, match="не совпадает"):
        sign(document, chair, seen_hash="0" * 64)
    with pytest.raises(Refused, match="очередь раньше"):
        sign(document, secretary)


def test_a_wrong_password_signs_nothing(client: Any, person: Any) -> None:
    chair = person()
    document = for_signing((chair, 1))
    assert post(client, chair, document, password="wrong").status_code == 422
    assert Signature.objects.count() == 0


@pytest.mark.parametrize(("age", "asks"), [(10, False), (400, True)])
def test_the_password_is_asked_unless_the_login_is_fresh(client: Any, person: Any, age: int, asks: bool) -> None:
    chair = person()
    document = for_signing((chair, 1))
    client.force_login(chair)
    session = client.session
    session[METHODS] = [{"method": "password", "at": time.time() - age}]
    session.save()
    address = task_of(chair, document).get_absolute_url()
    assert ('type="password"' in client.get(address).content.decode()) is asks
    answer = client.post(address, {"seen_hash": document.sha256, "answer": "sign"})
    assert answer.status_code == (422 if asks else 302)


def test_a_hard_term_voids_a_paper_nobody_has_signed(person: Any) -> None:
    from casework import deadlines, sweeping

    chair, secretary = person("Первая"), person("Вторая")
    document = for_signing((chair, 1), (secretary, 1), deadline=Term(2, hard=True))
    assert Waiting.objects.open().filter(process=document.signing_case).exclude(due_at=None).count() == 2
    past = timezone.now() - timedelta(minutes=1)
    for waiting in Waiting.objects.open().filter(process=document.signing_case):
        deadlines.move_to(waiting, past)
    sweeping.sweep()
    assert now(document).status == Document.Status.ANNULLED
    assert not Waiting.objects.open().filter(process=document.signing_case).exists()
    assert broken_invariants() == []


def test_the_database_itself_refuses_unlawful_signatures(person: Any) -> None:
    chair, stranger = person(), person("Чужая")
    document = for_signing((chair, 1))
    request, at = document.signature_requests.get(), timezone.now()
    entry = Entry.objects.filter(subject=key(document)).first()
    facts = {"request": request, "account": "x", "authenticated_at": at, "signed_at": at, "entry": entry}
    for changes in ({"document_hash": "0" * 64}, {"document_hash": document.sha256}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Signature.objects.create(**{**facts, **changes})
    with pytest.raises(DatabaseError), transaction.atomic():
        SignatureRequest.objects.create(document=document, person=stranger, name="Ч", role="Ч")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET status = 'registered' WHERE id = %s", [document.pk])


def test_a_new_paper_supersedes_the_old_one_when_it_is_registered(client: Any, person: Any) -> None:
    chair = person()
    old = made()
    new = for_signing((chair, 1), supersedes=old)
    assert now(old).status == Document.Status.REGISTERED
    post(client, chair, new)
    assert now(old).status == Document.Status.SUPERSEDED
    page = client.get(old.check_path).content.decode()
    assert "заменён" in page
    assert new.check_path in page


def test_two_of_three_are_enough_and_a_refusal_of_the_third_changes_nothing(client: Any, person: Any) -> None:
    first, second, third = (person(name) for name in ("Первая", "Вторая", "Третья"))
    document = for_signing((first, 1), (second, 1), (third, 1), signatures_needed=2)
    assert post(client, third, document, answer="refuse", refusal="Не согласна.").status_code == 302
    assert now(document).status == Document.Status.SIGNING
    for one in (first, second):
        assert post(client, one, document).status_code == 302
    assert now(document).status == Document.Status.REGISTERED
    assert broken_invariants() == []


def test_when_too_many_have_refused_the_number_is_void(client: Any, person: Any) -> None:
    first, second, third = (person(name) for name in ("Первая", "Вторая", "Третья"))
    document = for_signing((first, 1), (second, 1), (third, 1), signatures_needed=2)
    for one in (first, second):
        post(client, one, document, answer="refuse", refusal="Не согласна.")
    assert now(document).status == Document.Status.ANNULLED
    assert not Waiting.objects.open().filter(addressee=f"person:{third.pk}").exists()
    assert broken_invariants() == []


def test_who_signs_for_another_must_hold_the_mandate_at_the_click(client: Any, person: Any) -> None:
    head = person("Первая", "clerk")
    document = made(**{**EXTRACT, "signatories": [(head, "Делопроизводитель", 1, "role:clerk")]})
    dismiss(head.appointments.get(), ground="уволена", by=None)
    assert "полномочия" in post(client, head, document).content.decode()
    assert now(document).status == Document.Status.SIGNING


class TestOpenPaper:
    """A paper that whoever is asked may sign, before and after the room that holds it says that it is enough."""

    def sign(self, document: Document, who: Any, refusal: str = "") -> Any:
        request = signatures.ask_to_sign(document, person=who, role="подписант")
        facts = {"seen_hash": document.sha256, "authenticated_at": timezone.now(), "refusal": refusal}
        return signatures.sign(request, by=who, **facts)

    def test_it_waits_for_no_one_and_enters_the_register_when_it_is_enough(self, person: Any) -> None:
        document = made(**{**EXTRACT, "is_open": True})
        assert (document.status, Waiting.objects.count()) == (Document.Status.SIGNING, 0)
        with pytest.raises(Refused):
            signatures.close_signing(document)
        self.sign(document, person("Первая"))
        self.sign(document, person("Вторая"), refusal="Подумаем ещё.")
        assert now(document).status == Document.Status.SIGNING
        document = signatures.close_signing(document)
        assert document.status == Document.Status.REGISTERED
        later = self.sign(document, person("Третья"))
        assert (later.document_hash, Signature.objects.count()) == (document.sha256, 2)
        assert broken_invariants() == []

    def test_nobody_is_asked_twice_nor_under_a_closed_paper(self, person: Any) -> None:
        document, first = made(**{**EXTRACT, "is_open": True}), person("Первая")
        self.sign(document, first)
        with pytest.raises(Refused):
            signatures.ask_to_sign(document, person=first, role="подписант")
        with pytest.raises(Refused):
            signatures.ask_to_sign(for_signing((first, 1)), person=person("Вторая"), role="подписант")
        papers.annul(document, reason="ошибка")
        with pytest.raises(Refused):
            signatures.ask_to_sign(document, person=person("Третья"), role="подписант")


@pytest.fixture
def newcomer(person: Any) -> Any:
    """Somebody who has never accepted the agreement on the simple electronic signature."""
    new = Person.objects.create_user(
        "new@example.org", PASSWORD, last_name="Новая", first_name="Анна", middle_name="П."
    )
    return show_document(new)


def joining(client: Any, back: str = "/inbox/", **answers: str) -> Any:
    """Post the page of the agreement."""
    data = {"seen_hash": texts.text().sha256, "agreed": "on", "password": PASSWORD, **answers}
    return client.post(f"/documents/signing-agreement/?next={back}", data)


def test_nobody_signs_before_the_agreement_is_accepted(client: Any, newcomer: Any) -> None:
    document = for_signing((newcomer, 1))
    client.force_login(newcomer)
    address = task_of(newcomer, document).get_absolute_url()
    assert "Прочитать и принять" in client.get(address).content.decode()
    assert joining(client, password="wrong").status_code == 422
    assert post(client, newcomer, document).status_code == 422
    with pytest.raises(Refused, match="примите соглашение"):
        sign(document, newcomer)
    assert Signature.objects.count() == 0

    assert joining(client, agreed="").status_code == 422
    assert joining(client, seen_hash="0" * 64).status_code == 422
    assert AgreementAcceptance.of(newcomer) is None
    assert joining(client, address)["Location"] == address
    assert 'href="/inbox/"' in client.get("/documents/signing-agreement/?next=//evil.example/").content.decode()
    assert AgreementAcceptance.objects.filter(person=newcomer).count() == 1
    assert "Прочитать и принять" not in client.get(address).content.decode()
    assert post(client, newcomer, document).status_code == 302
    run_pending()
    signature = Signature.objects.get(request__person=newcomer)
    assert signature.entry.payload["agreement"] == signature.acceptance.number
    assert f"соглашение № {signature.acceptance.number}" in " ".join(
        words_of(bytes_of(now(document), "rendition")).split()
    )
    assert broken_invariants() == []


def test_who_is_known_to_nobody_confirms_who_they_are_before_they_sign(client: Any, newcomer: Any) -> None:
    identity.revoke(newcomer.confirmations.get(), by=make_person("clerk"), ground="показан чужой документ")
    document = for_signing((newcomer, 1))
    client.force_login(newcomer)
    address = task_of(newcomer, document).get_absolute_url()
    page = " ".join(client.get(address).content.decode().split())
    assert "Как подтвердить" in page and "у вас — «почта»" in page
    refused = joining(client, address)
    assert refused.status_code == 422 and "нужен уровень личности «телефон»" in " ".join(
        refused.content.decode().split()
    )
    assert AgreementAcceptance.of(newcomer) is None
    answer_code(newcomer)
    assert joining(client, address)["Location"] == address
    # Taken back afterwards, it binds nobody any more: the next signature asks again; a refusal needs no level.
    identity.revoke(newcomer.confirmations.in_force().get(), by=make_person("clerk"), ground="номер чужой")
    refused = post(client, newcomer, document)
    assert refused.status_code == 422 and "у вас — «почта»" in " ".join(refused.content.decode().split())
    assert Signature.objects.count() == 0
    # An office that has appointed somebody knows them.
    appoint(newcomer, role="moderator", ground="приказ")
    assert "Как подтвердить" not in client.get(address).content.decode()
    assert post(client, newcomer, document).status_code == 302
    assert Signature.objects.get().request.person == newcomer


def test_the_database_takes_no_signature_without_one_s_own_acceptance(client: Any, person: Any, newcomer: Any) -> None:
    chair = person("Первая")
    document = for_signing((chair, 1), (newcomer, 1))
    post(client, chair, document)
    theirs = Signature.objects.get()
    request = SignatureRequest.objects.get(person=newcomer)
    entry = record(document, "sign", "Подписано", by=newcomer)
    facts = {"document_hash": document.sha256, "account": newcomer.email, "authenticated_at": timezone.now()}
    with pytest.raises(DatabaseError, match="not lawful"), transaction.atomic():
        Signature.objects.create(
            request=request, acceptance=theirs.acceptance, entry=entry, signed_at=timezone.now(), **facts
        )


def test_the_result_of_the_check_is_computed(client: Any, person: Any) -> None:
    chair = person("Первая")
    document = for_signing((chair, 1))
    original = bytes_of(document)
    post(client, chair, document)
    signature = Signature.objects.get()
    assert "расхождений нет" in evidence.verify(signature, original)
    with pytest.raises(evidence.Unproved, match="хеш подлинника"):
        evidence.verify(signature, original + b"\n")
    signature.entry.actor_id += 1
    with pytest.raises(evidence.Unproved, match="другим лицом"):
        evidence.verify(signature, original)


def test_the_agreement_is_a_public_paper_issued_once(client: Any) -> None:
    document = agreement.publish_agreement().document
    assert agreement.publish_agreement().document == document
    run_pending()
    document = now(document)
    assert (document.number, document.status, document.is_public) == ("ПЭП-1", "registered", True)
    assert texts.text().parts[0]["points"][0][:40] in words_of(bytes_of(document))
    with pytest.raises(DatabaseError), transaction.atomic():
        SigningAgreement.objects.update(text_hash="0" * 64)
