"""The end of the way: twelve signatures are not enough without a third one of business; then it is in force by itself, and others accede (KP-12)."""

from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from casework.models import Notification
from documents.models import Document, Signature
from protocol.models import ProtocolEdition
from protocol.signatories import counting
from tests.dossiers import checked_case
from tests.paper import text_of
from tests.protocol.conftest import again, settle
from tests.protocol.signers import Table, open_nodes
from tests.settled import slack


def test_the_third_signature_of_business_brings_the_protocol_into_force_and_an_organisation_accedes(desk):
    edition = desk.approved(desk.in_committee(desk.discussed(desk.published())))
    assert (edition.status, open_nodes(edition.case)) == ("open_for_signature", {"sign"})
    table = Table()
    table.signed(edition, authority=5, business=2, community=5)
    settle()
    assert counting.count(again(edition)).missing == ["1 подписи от бизнеса"]
    assert (again(edition).status, open_nodes(edition.case)) == ("open_for_signature", {"sign"})
    assert not Document.objects.filter(kind="sheet", title__contains="подписания").exists()

    (last,) = table.signed(edition, business=1)
    settle()
    edition = again(edition)
    assert (edition.status, open_nodes(edition.case)) == ("in_force", {"serve"})
    assert edition.document.is_registered
    words = {
        "title": "Иначе",
        "text": "Иначе.",
        "indicator": "иначе",
        "is_essential": True,
        "position": 99,
        "dropped": True,
        "project": "Иначе.",
    }
    assert slack(edition.texts, words) == []
    dates = (
        "published_at",
        "opened_for_signature_at",
        "in_force_at",
        "superseded_at",
        "consolidated_at",
        "intake_closed_at",
    )
    other = {"number": 9, "preamble": "Иначе.", **dict.fromkeys(dates, timezone.now())}
    assert slack(ProtocolEdition.objects.filter(pk=edition.pk), other) == []
    found = counting.count(edition)
    assert (found.total, found.by_sector) == (13, {"authority": 5, "business": 3, "community": 5})
    signed = Signature.objects.filter(request__document=edition.document)
    assert {one.document_hash for one in signed} == {edition.document.sha256}
    assert Notification.objects.filter(person=table.signer(last), title__contains="вступила в силу").count() == 1
    sheet = Document.objects.get(kind="sheet", number=f"{edition.document.number}/1")
    assert (sheet.is_registered, len(sheet.snapshot["rows"])) == (True, 13)
    assert sheet.snapshot["rows"][-1]["organization"] == last.organization.short_name
    assert {"edition", "sheet"} <= set(checked_case("edition", edition, AnonymousUser()))
    printed = text_of(sheet)
    assert all(row["organization"] in printed for row in sheet.snapshot["rows"])

    (organization,) = table.organizations(community=1)
    signatory = table.accede(organization, edition)
    table.do(signatory, "declare", answer="ready")
    table.click(signatory)
    settle()
    signatory = again(signatory)
    certificate = signatory.certificate
    assert (signatory.status, certificate.is_registered, certificate.is_public) == ("signed", True, True)
    printed = text_of(certificate)
    for said in ("СВИДЕТЕЛЬСТВО", "участвует в добровольном соглашении", organization.full_name, certificate.number):
        assert said in printed, said
