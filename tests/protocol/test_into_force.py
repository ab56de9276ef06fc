"""The end of the way: twelve signatures are not enough without a third one of business; then it is in force by itself, and others accede (KP-12)."""

from documents.models import Document
from tests.paper import text_of
from tests.protocol.conftest import again, settle
from tests.protocol.signing import Table, open_nodes


def test_the_third_signature_of_business_brings_the_protocol_into_force_and_an_organisation_accedes(desk):
    edition = desk.approved(desk.in_committee(desk.discussed(desk.published())))
    assert (edition.status, open_nodes(edition.case)) == ("open_for_signature", {"sign"})
    table = Table()
    table.signed(edition, authority=5, business=2, community=5)
    settle()
    assert (again(edition).status, open_nodes(edition.case)) == ("open_for_signature", {"sign"})
    assert not Document.objects.filter(kind="sheet", title__contains="подписания").exists()

    table.signed(edition, business=1)
    settle()
    edition = again(edition)
    assert (edition.status, open_nodes(edition.case)) == ("in_force", {"serve"})
    assert edition.document.is_registered
    sheet = Document.objects.get(kind="sheet", number=f"{edition.document.number}/1")
    assert len(sheet.snapshot["rows"]) == 13
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
    for said in ("СВИДЕТЕЛЬСТВО", "присоединилась", organization.full_name, certificate.number):
        assert said in printed, said
