"""What everybody may read of a proposal: all but names and files once it was let in, and until then why it is closed."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from negotiations.applications import actions as applications
from negotiations.models import Proposal
from negotiations.proposals import actions as proposals
from tests.story import LONG, answer, application, begin, make_member, make_organization, make_person, make_platform

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PUBLIC = ["Цель-проекта", "План-проекта", "Пандусы и поручни", "Собственный вклад", "Смета.pdf", "Свердловский район"]
CLOSED = ["Имена-команды"]


@pytest.fixture
def story() -> Any:
    tos = make_organization()
    head = make_member(tos)
    proposal = begin(head, tos, make_platform(tos))
    applications.attach(proposal, SimpleUploadedFile("Смета.pdf", PDF), by=head)
    words = {"goal": f"Цель-проекта {LONG}", "plan": f"План-проекта {LONG}", "team": f"Имена-команды {LONG}"}
    answer(head, proposal.case, "submit", **application(**words))
    return Proposal.objects.get()


def read(client: Any, proposal: Proposal) -> str:
    return client.get(proposal.get_absolute_url()).content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_text_opens_with_the_admission(client, story) -> None:
    page = read(client, story)
    assert [word for word in [*PUBLIC[:5], *CLOSED] if word in page] == []
    assert "откроются для всех, когда" in page
    answer(make_person("platform_secretary"), story.case, "check", outcome="admit")
    page = read(client, story)
    assert [word for word in PUBLIC if word not in page] == []
    assert [word for word in CLOSED if word in page] == []
    assert "не давали согласия на" in page
    file = Proposal.objects.get().attachments.get()
    assert client.get(f"/attachments/{file.pk}/").status_code == 404


def test_what_was_taken_back_stays_with_whom_it_was(client, story) -> None:
    answer(make_person("platform_secretary"), story.case, "check", outcome="admit")
    proposals.withdraw(
        Proposal.objects.get(), by=story.organization.memberships.get().person, ground="Передумали совсем."
    )
    page = read(client, story)
    assert [word for word in [*PUBLIC[:5], *CLOSED] if word in page] == []
    assert "Заявитель отозвал предложение" in page
