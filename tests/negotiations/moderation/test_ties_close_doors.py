"""A draft is read by its authors only; a tie shuts what an office would open."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from documents.models import Document
from negotiations.applications import actions as applications
from negotiations.models import Attachment, Negotiation, Proposal
from programme.models import Person
from tests.belonging import belong
from tests.story import answer, application, make_member, make_person

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
OFFICES = [
    "platform_secretary",
    "expertise_coordinator",
    "committee_chair",
    "committee_secretary",
    "committee_member",
    "auditor",
]


def codes(person: Person, *urls: str) -> list[int]:
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return [client.get(url).status_code for url in urls]


@pytest.mark.parametrize("office", [*OFFICES, "admin", "clerk"])
def test_nobody_reads_a_draft_but_its_authors(desk, office: str) -> None:
    proposal = desk.begin()
    assert applications.attach(proposal, SimpleUploadedFile("Смета.pdf", PDF), by=proposal.created_by) == ""
    urls = [proposal.get_absolute_url(), f"/attachments/{Attachment.objects.get().pk}/"]
    assert codes(make_person(office), *urls) == [404, 404]
    assert codes(make_member(proposal.organization, role="staff"), *urls) == [200, 200]
    assert not Proposal.objects.visible_to(make_person(office)).exists()


@pytest.mark.parametrize("office", OFFICES)
def test_a_tie_shuts_the_package_the_attachments_and_the_papers(desk, office: str) -> None:
    proposal = desk.begin()
    assert applications.attach(proposal, SimpleUploadedFile("Смета.pdf", PDF), by=proposal.created_by) == ""
    answer(desk.chairwoman, proposal.case, "submit", **application())
    proposal = Proposal.objects.get(pk=proposal.pk)
    receipt = proposal.version.document
    urls = [proposal.get_absolute_url(), f"/attachments/{Attachment.objects.get().pk}/", receipt.get_absolute_url()]
    free, tied, past = (make_person(office) for _ in range(3))
    day = timezone.localdate()
    belong(tied, proposal.organization, valid_to=day - timedelta(days=400))
    belong(past, proposal.organization, valid_to=day - timedelta(days=4 * 366))
    assert codes(free, *urls) == codes(past, *urls) == [200, 200, 200]
    assert codes(tied, *urls) == [200, 404, 404]  # the public part stays
    tied = Person.objects.get(pk=tied.pk)
    assert not Proposal.objects.open_to(tied).exists()
    assert not Document.objects.visible_to(tied).filter(pk=receipt.pk).exists()
    assert not Negotiation.objects.open_to(tied).exists()
