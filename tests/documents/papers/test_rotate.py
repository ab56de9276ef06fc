"""Another key for the seal: what was sealed before stays valid, and a stranger knows both keys by their days."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm

from documents import archive, seal_key
from journal.models import Entry
from programme.installation import actions as installation
from tests.documents.conftest import made
from tests.documents.papers.test_render import forget_the_key, validated
from tests.dossiers import checked_outside, verify

pytestmark = pytest.mark.django_db


@pytest.fixture
def own_keys(settings: Any, tmp_path: Path) -> Any:
    """Keys of its own: the others' papers are not touched."""
    settings.KEYS_DIR = tmp_path / "keys"
    forget_the_key()
    yield
    forget_the_key()


def test_old_papers_stay_valid_when_the_key_changes(client: Any, own_keys: None) -> None:
    old = made()
    former = seal_key.present()
    fresh = installation.rotate_seal_key()
    new = made()
    assert former and former.fingerprint != fresh.fingerprint
    entry = Entry.objects.get(verb="rotate_seal_key")
    assert entry.payload == {"fingerprint": fresh.fingerprint, "former": former.fingerprint}
    page = client.get("/v/seal/").content.decode()
    assert former.fingerprint in page
    assert fresh.fingerprint in page
    both = ("--seal", fresh.fingerprint, "--seal", former.fingerprint)
    for document in (old, new):
        code, lines = checked_outside(document, *both)
        assert (code, [words for result, words in lines if result == verify.FAILED]) == (0, [])
    code, lines = checked_outside(old, "--seal", fresh.fingerprint)
    assert code == 1  # whoever trusts only the new key is told that another has sealed this paper
    assert any("чужим ключом" in words for result, words in lines if result == verify.FAILED)


def test_whatever_is_appended_to_a_paper_breaks_its_seal(own_keys: None) -> None:
    """DocMDP level 1: every reader of PDF knows that nothing may be added."""
    document = made()
    content = archive.read(document.sha256, "pdf")
    assert validated(content)[0]
    [signature] = PdfFileReader(BytesIO(content)).embedded_signatures
    assert signature.docmdp_level == MDPPerm.NO_CHANGES
