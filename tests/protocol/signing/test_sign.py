"""From an invitation to a signature that counts: KS-01…KS-07, KS-10."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from casework.door import NotYours, Refused
from documents import archive
from documents.models import ScannedSignature, Signature
from programme.models import Membership, PaperAnswer, PaperPerson
from programme.organizations import actions as organizations
from protocol.answers import actions as answers
from protocol.models import Reservation, Signatory, SignatureCheck
from protocol.signatories import actions as signatories
from protocol.signatories import counting, papers
from protocol.signing import actions as signing
from tests.belonging import belong
from tests.documents.qualified.test_bring import bring, certificate_of
from tests.protocol.conftest import Desk
from tests.protocol.signers import Table, again, an_edition, an_organization, offenders, open_nodes
from tests.story import NotAsked, answer, make_member, make_organization, make_person, press, settle, step, waiting_of

pytestmark = pytest.mark.django_db
Status = Signatory.Status


@pytest.fixture
def table(db):
    """Whatever a story does, every promise about signatories holds at its end."""
    yield Table()
    settle()
    assert offenders() == {}


@pytest.fixture
def edition(table):
    return an_edition()


def one(table, edition, sector="community"):
    (organization,) = table.organizations(**{sector: 1})
    (signatory,) = table.invite(edition, organization)
    return signatory


def test_each_step_of_the_law(table, edition):
    signatory = one(table, edition)
    assert (signatory.status, open_nodes(signatory.case)) == (Status.INVITED, {"acquaint"})
    assert (
        signatory.invitation.readers[-1] == "role:protocol_editor"
        or signatory.member_key in signatory.invitation.readers
    )
    table.do(signatory, "acquaint", answer="read")
    assert again(signatory).status == Status.REVIEWING
    table.do(signatory, "declare", answer="ready")
    assert (again(signatory).status, again(signatory).ready_by) == (Status.READY, table.signer(signatory))
    table.click(signatory)
    found = again(signatory)
    assert (found.status, found.signature.request.capacity, found.signed_at) == (
        Status.SIGNED_UNVERIFIED,
        signatory.signer_key,
        None,
    )
    assert counting.count(edition).total == 0, "a signature counts when it has been checked"
    settle()
    assert (again(signatory).status, open_nodes(signatory.case)) == (Status.SIGNED, set())
    check = SignatureCheck.objects.get()
    assert (check.is_valid, check.faults) == (True, [])


def test_whoever_declines_says_why_and_is_asked_no_more(table, edition):
    signatory = one(table, edition)
    form = table.do(signatory, "acquaint", refused=True, answer="decline")
    assert list(form.errors) == ["reason"]
    table.do(signatory, "acquaint", answer="decline", reason="Устав не позволяет.")
    found = again(signatory)
    assert (found.status, found.reason, open_nodes(found.case)) == (Status.DECLINED, "Устав не позволяет.", set())
    (second,) = table.invite(edition, signatory.organization)
    assert second.pk != signatory.pk, "whoever has declined may think better of it"


def test_a_refusal_at_the_last_moment_is_no_signature(table, edition):
    signatory = one(table, edition)
    table.make_ready(signatory)
    table.click(signatory, refusal="Передумали.")
    assert (again(signatory).status, Signature.objects.count()) == (Status.DECLINED, 0)
    assert again(edition.document).status == "signing", "the paper stays open for the others"


def test_a_mandate_revoked_between_readiness_and_the_click_gives_no_signature(table, edition):
    signatory = one(table, edition)
    table.make_ready(signatory)
    signer = table.signer(signatory)
    other = make_member(signatory.organization)
    organizations.end_membership(Membership.objects.get(person=signer), by=other, ground="уволен")
    with pytest.raises(NotAsked):
        table.click(signatory)
    with pytest.raises(Refused, match="полномочия подписывать"):
        signing.sign_edition(
            again(signatory), by=signer, seen_hash=signatory.document.sha256, authenticated_at=timezone.now()
        )
    assert again(signatory).status == Status.READY
    table.click(signatory, by=other)
    settle()
    assert again(signatory).status == Status.SIGNED


def test_a_signature_whose_mandate_ended_before_the_check_does_not_count_and_another_signs(table, edition):
    signatory = one(table, edition)
    other = make_member(signatory.organization)
    table.make_ready(signatory)
    table.click(signatory)
    organizations.end_membership(Membership.objects.get(person=table.signer(signatory)), by=other, ground="уволен")
    settle()
    found = again(signatory)
    assert (found.status, found.signature, open_nodes(found.case)) == (Status.READY, None, {"sign_edition"})
    assert SignatureCheck.objects.get().faults == ["полномочия подписавшего не действуют"]
    table.click(signatory, by=other)
    settle()
    assert again(signatory).status == Status.SIGNED


def test_what_is_signed_is_what_was_shown(table, edition):
    signatory = one(table, edition)
    table.make_ready(signatory)
    with pytest.raises(AssertionError, match="не совпадает с показанным"):
        table.click(signatory, seen="0" * 64)
    signer = table.signer(signatory)
    waiting = waiting_of(signer, signatory.case, "sign_edition")
    press(signer, waiting.get_absolute_url(), status=422, password="не тот")
    assert (again(signatory).status, Signature.objects.count()) == (Status.READY, 0)


def test_an_outsider_neither_answers_nor_signs_nor_sees_who_thinks(table, edition):
    signatory = one(table, edition)
    _, stranger = an_organization("ТОС «Чужие»")
    for person in (stranger, make_person("committee_chair"), make_member(signatory.organization, role="staff")):
        with pytest.raises(NotAsked):
            waiting_of(person, signatory.case, "acquaint")
    table.make_ready(signatory)
    with pytest.raises(Refused):
        signing.sign_edition(
            again(signatory), by=stranger, seen_hash=signatory.document.sha256, authenticated_at=timezone.now()
        )
    assert not Signatory.objects.visible_to(stranger).exists()
    assert Signatory.objects.visible_to(table.signer(signatory)).get() == signatory
    assert Signatory.objects.visible_to(table.clerk).get() == signatory


def test_one_live_row_an_organisation_and_edition(table, edition):
    signatory = one(table, edition)
    with pytest.raises(Refused, match="уже подписывает"):
        table.invite(edition, signatory.organization)
    with pytest.raises(IntegrityError), transaction.atomic():
        Signatory.objects.create(
            edition=edition, organization=signatory.organization, sector="community", way="invitation", begun_at=timezone.now()
        )  # fmt: skip


def test_an_organisation_nobody_has_checked_or_nobody_signs_for_is_not_invited(table, edition):
    assert "Отметьте хотя бы" in press(table.clerk, reverse("signatories_invite"), status=422)
    organization, _ = an_organization("Непроверенная")
    type(organization).objects.filter(pk=organization.pk).update(checked_at=None, checked_by=None)
    with pytest.raises(Refused, match="ещё не подтверждены"):
        table.invite(edition, again(organization))
    nobody = again(organization)
    type(organization).objects.filter(pk=organization.pk).update(checked_at=timezone.now(), checked_by=table.clerk)
    belong(make_person(), organization, "staff")  # somebody stands for it here, but nobody may sign
    Membership.objects.filter(organization=organization).exclude(role="staff").update(ended_at=timezone.now())
    with pytest.raises(Refused, match="нет подписанта"):
        table.invite(edition, again(nobody))


def reserve(table, signatory, position=2, text="Отвечаем в течение двадцати дней."):
    article = signatory.edition.living_texts.get(position=position)
    table.do(signatory, "acquaint", answer="read")
    table.do(signatory, "declare", answer="reserve", **{f"reservation_{article.pk}": text})
    return Reservation.objects.get(signatory=signatory, article_text=article, outcome="")


def test_a_reservation_accepted_by_the_custodian_goes_with_the_signature(table, edition):
    signatory = one(table, edition)
    reservation = reserve(table, signatory)
    assert again(signatory).status == Status.RESERVATION_PENDING
    form = answer(
        table.clerk, signatory.case, "decide_reservations", refused=True, **{f"outcome_{reservation.pk}": "refused"}
    )
    assert list(form.errors) == [f"reasons_{reservation.pk}"]
    answer(table.clerk, signatory.case, "decide_reservations", **{f"outcome_{reservation.pk}": "accepted"})
    assert (again(signatory).status, again(reservation).outcome) == (Status.READY, "accepted")
    table.click(signatory)
    settle()
    assert again(signatory).status == Status.SIGNED


def test_a_refused_reservation_leaves_the_choice_to_the_organisation(table, edition):
    signatory = one(table, edition)
    reservation = reserve(table, signatory)
    said = {
        f"outcome_{reservation.pk}": "refused",
        f"reasons_{reservation.pk}": "Срок ответа установлен для всех одинаково.",
    }
    answer(table.clerk, signatory.case, "decide_reservations", **said)
    assert (again(signatory).status, open_nodes(signatory.case)) == (Status.REVIEWING, {"declare"})
    table.do(signatory, "declare", answer="ready")
    assert again(signatory).status == Status.READY


@pytest.mark.parametrize(
    ("verdict", "outcome", "status"), [("accept", "accepted", "ready"), ("refuse", "refused", "reviewing")]
)
def test_a_disputed_reservation_is_decided_by_the_group(clock, verdict, outcome, status):
    desk = Desk(clock)
    table = Table()
    edition = an_edition(group=desk.group.body)
    signatory = one(table, edition)
    reservation = reserve(table, signatory)
    answer(table.clerk, signatory.case, "decide_reservations", **{f"outcome_{reservation.pk}": "disputed"})
    assert (again(signatory).status, open_nodes(signatory.case)) == (Status.RESERVATION_PENDING, {"hear_group"})
    desk.sit(desk.group, {again(reservation).item_id: verdict})
    assert (again(reservation).outcome, again(signatory).status) == (outcome, status)


def test_an_essential_article_takes_no_reservation(table, edition):
    signatory = one(table, edition)
    essential = edition.living_texts.get(position=1)
    table.do(signatory, "acquaint", answer="read")
    form = table.do(signatory, "declare", refused=True, answer="reserve", **{f"reservation_{essential.pk}": "Против."})
    assert (list(form.errors), f"reservation_{essential.pk}" in form.fields) == (["answer"], False)
    with pytest.raises(Refused, match="существенная"):
        answers.declare(
            again(signatory), by=table.signer(signatory), answer="reserve", reservations={essential.pk: "Против."}
        )
    with pytest.raises(ProgrammingError, match="no reservation is possible"), transaction.atomic():
        Reservation.objects.create(
            signatory=signatory, article_text=essential, text="Против.", proposed_at=timezone.now()
        )


def test_signing_is_over_when_the_window_has_closed(table, edition):
    from journal.record import move

    signatory = one(table, edition)
    table.make_ready(signatory)
    move(edition.lapse, "Не вступила в силу", at=timezone.now())
    signatories.close_window(edition)
    with pytest.raises(AssertionError, match="не открыта для подписания"):
        table.click(signatory)
    settle()
    assert (again(signatory).status, open_nodes(signatory.case)) == (Status.READY, set())
    with pytest.raises((NotAsked, NotYours)):
        table.click(signatory)


def test_an_organisation_signs_on_paper_or_with_a_certificate(table, edition, client, centre):
    """The common text takes signatures of every kind; each is checked before it counts, and named where it stands."""
    (by_hand, at_home) = (one(table, edition), one(table, edition, "business"))
    clerk, second, document = make_person("clerk"), make_person("clerk"), edition.document
    for signatory in (by_hand, at_home):
        table.do(signatory, "acquaint", answer="read")
        page = reverse("sign_otherwise", args=[signatory.pk])
        client.force_login(table.signer(signatory))
        assert client.post(page).status_code == 404  # not ready yet
        table.do(signatory, "declare", answer="ready")
        task = waiting_of(table.signer(signatory), signatory.case, "sign_edition")
        assert page in client.get(task.get_absolute_url()).content.decode()
        assert client.post(page).status_code == 302

    client.force_login(clerk)
    request = document.signature_requests.get(capacity=by_hand.signer_key)
    scan = {"request_id": request.pk, "signed_on": timezone.localdate().isoformat()}
    scan["scan"] = SimpleUploadedFile("signed.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND")
    assert client.post(reverse("scan_enter", args=[document.pk]), scan).status_code == 302
    client.force_login(second)
    assert (
        client.post(reverse("scan_compare", args=[ScannedSignature.objects.get().pk]), {"answer": "yes"}).status_code
        == 302
    )
    signer = table.signer(at_home)
    file = certificate_of(centre, signer).sign(archive.read(document.sha256, "pdf"))
    assert bring(client, signer, document, file).status_code == 302
    settle()
    for signatory, kinds in ((by_hand, {"paper"}), (at_home, {"qualified", "unqualified"})):
        found = again(signatory)
        assert (found.status, open_nodes(signatory.case)) == (Status.SIGNED, set())
        assert found.signature.kind in kinds
    assert counting.count(edition).total == 2
    client.force_login(table.signer(by_hand))
    assert "на бумаге" in client.get(by_hand.get_absolute_url()).content.decode()


def test_an_organisation_without_an_account_accedes_and_signs_on_paper(table, edition, client):
    """Three papers, each typed or scanned by one of the office and compared by another; the signature is called what it is."""
    clerk, second, document = table.clerk, make_person("clerk"), edition.document
    ours = make_organization("ТОС «Бумажный»", checked_at=timezone.now(), checked_by=clerk)
    attended, _ = an_organization("Сама по себе")
    today = timezone.localdate().isoformat()
    scan = lambda: SimpleUploadedFile("signed.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 64 + b"IEND")  # noqa: E731 - a file is read once
    client.force_login(clerk)
    begun = {
        "organization": ours.pk,
        "edition": edition.pk,
        "received_on": today,
        "signed_by": "председатель Бумагина А.",
    }
    assert client.post("/on-paper/new/signatory/", begun | {"organization": attended.pk}).status_code == 422
    assert client.post("/on-paper/new/signatory/", begun).status_code == 302
    signatory = Signatory.objects.get(organization=ours)
    assert signatory.invitation.by_post.addressee == signatory.member_key
    by_hand = reverse("signatory_by_hand", args=[signatory.pk])
    assert client.get(by_hand).status_code == 404  # not ready yet
    answered = {
        "answer": "ready",
        "signed_by": begun["signed_by"],
        "received_on": today,
        "is_agreed": "on",
        "scan": scan(),
    }
    assert client.post(f"/on-paper/steps/{step(signatory.case, 'declare').pk}/", answered).status_code == 302
    client.force_login(second)
    assert client.post(f"/on-paper/{PaperAnswer.objects.get().pk}/", {"answer": "yes"}).status_code == 302
    assert again(signatory).status == Status.READY

    client.force_login(clerk)
    client.post(
        "/on-paper/people/new/", {"last_name": "Бумагина", "first_name": "Анна", "address": "660049, ул. Береговая, 1"}
    )
    assert by_hand in client.get(signatory.get_absolute_url()).content.decode()
    named = {"person": PaperPerson.objects.get().pk, "position": "председатель"}
    assert client.post(by_hand, named | {"position": ""}).status_code == 422
    assert client.post(by_hand, named).status_code == 302
    request = document.signature_requests.get(capacity=signatory.signer_key)
    entered = {"request_id": request.pk, "signed_on": today, "scan": scan()}
    assert client.post(reverse("scan_enter", args=[document.pk]), entered).status_code == 302
    compare = reverse("scan_compare", args=[ScannedSignature.objects.get().pk])
    assert client.post(compare, {"answer": "yes"}).status_code == 404  # one person's word is not enough
    client.force_login(second)
    assert client.post(compare, {"answer": "yes"}).status_code == 302
    settle()
    signatory = again(signatory)
    assert (signatory.status, signatory.position, open_nodes(signatory.case)) == (Status.SIGNED, "председатель", set())
    assert counting.count(edition).total == 1
    row = papers.row_of(signatory, edition)
    assert (row["kind"], row["evidence"].startswith("скан подписанной бумаги")) == (
        "собственноручная подпись на бумаге",
        True,
    )
    client.logout()
    for page in (signatory.get_absolute_url(), reverse("signatories")):
        assert "на бумаге" in client.get(page).content.decode()
