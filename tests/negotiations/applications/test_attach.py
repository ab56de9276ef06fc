"""Files of an application: put in, taken off while it is written, untouchable once it has been submitted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from documents.custody import keepers
from journal.models import Entry
from journal.record import key
from negotiations.applications import actions as applications
from tests.story import answer, application, status_of, waiting_of

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def test_a_file_is_taken_off_a_draft_and_stays_in_what_was_submitted(desk, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    proposal = desk.begin()
    for name in ("Смета.pdf", "Письмо.pdf"):
        assert applications.attach(proposal, SimpleUploadedFile(name, PDF + name.encode()), by=desk.chairwoman) == ""
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


def estimate(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("Смета.pdf", PDF + text.encode())


def test_a_corrected_file_of_the_same_name_is_a_correction(desk, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    proposal = desk.begin()
    assert applications.attach(proposal, estimate("с ошибкой"), by=desk.chairwoman) == ""
    answer(desk.chairwoman, proposal.case, "submit", **application())
    answer(desk.secretary, proposal.case, "check", outcome="send_back", remark_attachments="В смете ошибка.")

    form = answer(desk.chairwoman, proposal.case, "fix", refused=True)
    assert "Эти места остались прежними" in form.non_field_errors()[0]

    assert applications.attach(proposal, estimate("без ошибки"), by=desk.chairwoman) == ""
    old, new = proposal.attachments.all()
    assert (old.removed_at is None, new.removed_at) == (False, None)
    answer(desk.chairwoman, proposal.case, "fix")

    waiting = waiting_of(desk.secretary, proposal.case, "check")
    client = Client()
    client.force_login(desk.secretary, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get(waiting.get_absolute_url()).content.decode()
    assert "Смета.pdf — файл заменён: было <del>" in page
    for file in (old, new):
        assert f"SHA-256 {file.sha256[:8]}…" in page
        assert status_of(client, f"/attachments/{file.pk}/") == 200


def test_a_name_shows_nothing_that_is_not_there(desk, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    proposal = desk.begin()
    assert applications.attach(proposal, SimpleUploadedFile("Сме\u202eта\x0b.pdf", PDF), by=desk.chairwoman) == ""
    assert proposal.attachments.get().name == "Смета .pdf"


def test_an_exchanged_attachment_is_not_handed_out(desk, settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    proposal = desk.begin()
    assert applications.attach(proposal, SimpleUploadedFile("Смета.pdf", PDF), by=desk.chairwoman) == ""
    file = proposal.attachments.get()
    file.path.chmod(0o600)
    file.path.write_bytes(PDF + b"forged")
    client = Client()
    client.force_login(desk.chairwoman, backend="allauth.account.auth_backends.AuthenticationBackend")

    answer_page = client.get(f"/attachments/{file.pk}/")
    assert answer_page.status_code == 503
    assert "не прошёл проверку целостности" in answer_page.content.decode()
    assert keepers.damaged() == [file]
    entry = Entry.objects.get(subject=key(proposal), verb=keepers.VERB)
    assert proposal.title not in entry.title  # a draft is known to its authors alone

    assert applications.attach(proposal, SimpleUploadedFile("Ещё раз.pdf", PDF), by=desk.chairwoman) != ""
    assert status_of(client, f"/attachments/{file.pk}/") == 200  # whoever brings the true file mends it
