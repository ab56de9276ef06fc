"""Files of an application: put in, taken off while it is written, untouchable once it has been submitted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from negotiations import actions
from tests.story import answer, application

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_file_is_taken_off_a_draft_and_stays_in_what_was_submitted(desk, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    proposal = desk.begin()
    for name in ("Смета.pdf", "Письмо.pdf"):
        assert actions.attach(proposal, SimpleUploadedFile(name, PDF + name.encode()), by=desk.chairwoman) == ""
    estimate, letter = proposal.attachments.all()
    client = Client()
    client.force_login(desk.chairwoman, backend="allauth.account.auth_backends.AuthenticationBackend")

    assert client.post(f"/attachments/{estimate.pk}/remove/").status_code == 302
    assert client.post(f"/attachments/{estimate.pk}/remove/").status_code == 404  # the second click finds nothing
    assert list(proposal.attachments.filter(removed_at=None)) == [letter]

    answer(desk.chairwoman, proposal.case, "submit", **application())
    page = client.post(f"/attachments/{letter.pk}/remove/", follow=True)
    assert "Заявка уже подана: её приложения изменить нельзя." in page.content.decode()
    assert list(proposal.attachments.filter(removed_at=None)) == [letter]
    assert [one["name"] for one in proposal.version.snapshot["attachments"]] == ["Письмо.pdf"]
