"""The dossier of a paper: one ZIP from which a stranger checks it offline, the same bytes for the same paper (docs/verify.md)."""

import ssl
import zipfile
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from casework.rooms import announced
from documents import archive, seal, snapshots
from documents.evidence import facts
from documents.papers.files import DocumentFile
from documents.papers.models import Document

SCHEMA = "soglasie/dossier/1"
VERIFIER = settings.BASE_DIR / "docs" / "verify.py"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the least moment a ZIP can hold: what was made when is said inside the papers
README = """Досье документа
===============

Проверить:   python3 verify.py {name} --seal ОТПЕЧАТОК

Отпечаток сертификата печати возьмите не отсюда, а со страницы {origin}/v/seal/
или с другого документа этой системы. Сети и других программ не нужно, только Python 3.11 или новее.

manifest.json            что лежит в досье и отпечатки SHA-256
papers/КОД/original.pdf  подлинник с печатью системы
papers/КОД/snapshot.json данные, из которых он составлен; они же вложены в подлинник
rules/ОТПЕЧАТОК.json     регламент, по которому считали
seal/ОТПЕЧАТОК.crt       сертификат печати
verify.py                проверка; её можно взять и с другого сайта: она одна на всех

«Не проверено» значит, что досье этого не доказывает. Устройство досье: docs/verify.md в исходном коде.
"""


def name_of(document: Document) -> str:
    """The name of the file: nothing in it that a file system could not bear."""
    return f"dossier-{document.code}.zip"


def build(document: Document) -> bytes:
    """The ZIP of a paper whose bytes exist. Raises Damaged if they are not those that were frozen."""
    files = dict(sorted({**_papers(document), **_rules(document), **_seal(), **_words(document)}.items()))
    manifest = {
        "schema": SCHEMA,
        "origin": settings.SITE_URL,
        "papers": [_described(document)],
        "files": [{"name": name, "sha256": snapshots.sha256(content)} for name, content in files.items()],
    }
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as dossier:
        for name, content in {"manifest.json": snapshots.canonical(manifest), **files}.items():
            member = zipfile.ZipInfo(name, LONG_AGO)
            member.external_attr = 0o644 << 16
            dossier.writestr(member, content)
    return whole.getvalue()


def _papers(document: Document) -> dict[str, bytes]:
    folder, rows = f"papers/{document.code}", {file.role: file for file in document.files.all()}
    kept = {DocumentFile.Role.ORIGINAL: "original.pdf", DocumentFile.Role.SNAPSHOT: "snapshot.json"}
    return {f"{folder}/{name}": archive.verified(rows[role].path, rows[role].sha256) for role, name in kept.items()}


def _rules(document: Document) -> dict[str, bytes]:
    """The rules the counts of the paper name by their fingerprints, as whoever keeps them announces them (`rule_texts`)."""
    named = {row["rules"]["regulation"] for row in document.snapshot.get(facts.KEY, [])}
    kept: dict[str, bytes] = {}
    for _, path in announced("rule_texts"):
        kept |= import_string(path)(named)
    return {f"rules/{fingerprint}.json": content for fingerprint, content in kept.items()}


def certificate() -> bytes:
    """The certificate of the seal (DER): its SHA-256 is what a stranger compares."""
    return ssl.PEM_cert_to_DER_cert(seal.ensure()[1].decode())


def _seal() -> dict[str, bytes]:
    content = certificate()
    return {f"seal/{snapshots.sha256(content)}.crt": content}


def _words(document: Document) -> dict[str, bytes]:
    text = README.format(name=name_of(document), origin=settings.SITE_URL)
    return {"verify.py": VERIFIER.read_bytes(), "README.txt": text.encode()}


def _described(document: Document) -> dict[str, Any]:
    """The requisites and the signatures: what the check page says of the paper too."""
    requests = [request for request in document.signature_requests.all() if request.is_signed]
    return {
        "code": document.code,
        "kind": document.get_kind_display(),
        "number": document.number,
        "date": document.date,
        "title": document.title,
        "standing": document.standing[0],
        "signatures": [
            {
                "name": request.shown_name,
                "role": request.role,
                "sha256": request.signature.document_hash,
                "authenticated_at": request.signature.authenticated_at.isoformat(),
                "signed_at": request.signature.signed_at.isoformat(),
            }
            for request in requests
        ],
    }
