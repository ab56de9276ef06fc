"""The dossier: one ZIP from which a stranger checks papers offline, the same bytes for the same papers (docs/verify.md)."""

import ssl
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string

from casework.rooms import announced
from documents import archive, seal, snapshots
from documents.checkpoints import papers as checkpoints
from documents.evidence import facts, slice
from documents.naming import actions as naming
from documents.papers.files import DocumentFile
from documents.papers.models import Document
from journal.record import key

SCHEMA = "soglasie/dossier/2"
VERIFIER = settings.BASE_DIR / "docs" / "verify.py"
SCHEMAS = settings.BASE_DIR / "docs" / "schemas"
LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the least moment a ZIP can hold: what was made when is said inside the papers
README = """{heading}
{line}

Проверить:   python3 verify.py {name} --seal ОТПЕЧАТОК --since ОТМЕТКА

ОТМЕТКА — отметка журнала, которую вы или кто-то другой сохранили раньше: {origin}/journal/checkpoints/
Если её нет, программа проверит всё, кроме того, не переписано ли прошлое.
Отпечаток сертификата печати возьмите не отсюда, а со страницы {origin}/v/seal/
или с другого документа этой системы. Сети и других программ не нужно, только Python 3.11 или новее.
{about}
manifest.json            что лежит в досье и отпечатки SHA-256
manifest.sig             подпись печати системы под этим описанием
papers/КОД/original.pdf  подлинник с печатью системы
papers/КОД/public.pdf    копия без имён вместо подлинника, если названный в нём человек отозвал согласие
papers/КОД/snapshot.json данные, из которых документ составлен; они же вложены в него
rules/ОТПЕЧАТОК.json     регламент, по которому считали; на сайте — {origin}/rules/ОТПЕЧАТОК.json
journal/checkpoint.note  последняя отметка журнала: корень дерева всех записей, подписан печатью
journal/entries.json     записи журнала о документах и деле, с доказательствами, что они под отметкой
journal/growth.json      доказательства, что отметка выросла из отметок последнего месяца
schemas/ИМЯ.json         как записаны подсчёты; на сайте — {origin}/schemas/ИМЯ.json
seal/ОТПЕЧАТОК.crt       сертификат печати
verify.py                проверка; её можно взять и с другого сайта: она одна на всех

«Не проверено» значит, что досье этого не доказывает. Устройство досье: docs/verify.md в исходном коде.
"""
OF_A_CASE = """
В досье — документы дела, {readers}. Проверка даёт итог по каждому документу и по всему досье.
Были ли в деле другие документы, досье не говорит.
"""
READERS = {
    "public": "открытые всем",
    "party": "которые вправе читать тот, кто взял досье",
    "auditor": "которые вправе читать аудитор",
}


@dataclass(frozen=True)
class Copy:
    """A paper as its reader may have it: the original with its data, or the copy without names with the same left out."""

    document: Document
    is_nameless: bool = False

    @property
    def snapshot(self) -> dict[str, Any]:
        """The data that are attached to the PDF."""
        return naming.without_names(self.document) if self.is_nameless else self.document.snapshot

    def files(self) -> dict[str, bytes]:
        """Its files in the dossier. Raises Damaged if the bytes are not those that were frozen."""
        folder, rows = f"papers/{self.document.code}", {file.role: file for file in self.document.files.all()}
        role = DocumentFile.Role.PUBLIC if self.is_nameless else DocumentFile.Role.ORIGINAL
        pdf = archive.verified(rows[role].path, rows[role].sha256)
        if self.is_nameless:
            return {f"{folder}/public.pdf": pdf, f"{folder}/snapshot.json": snapshots.canonical(self.snapshot)}
        kept = rows[DocumentFile.Role.SNAPSHOT]
        return {f"{folder}/original.pdf": pdf, f"{folder}/snapshot.json": archive.verified(kept.path, kept.sha256)}


@dataclass(frozen=True)
class CaseName:
    """Whose papers they are: the kind and the number of the case; for whom the dossier was put together."""

    kind: str
    name: str
    profile: str


def name_of(document: Document) -> str:
    """The name of the file: nothing in it that a file system could not bear."""
    return f"dossier-{document.code}.zip"


def of_paper(document: Document) -> bytes:
    """The dossier of one paper, for whoever may have it in full."""
    return build([Copy(document)], name_of(document))


def sound(copies: Sequence[Copy]) -> tuple[list[Copy], dict[str, Copy]]:
    """Those whose bytes are what was frozen, and by the SHA-256 of the lost bytes those whose are not."""
    whole, lost = [], {}
    for copy in copies:
        try:
            copy.files()
        except archive.Damaged as damage:
            lost[damage.sha256] = copy
        else:
            whole.append(copy)
    return whole, lost


def build(
    copies: Sequence[Copy],
    file_name: str,
    case: CaseName | None = None,
    subject: str = "",
    absent: Mapping[str, Copy] | None = None,
) -> bytes:
    """The ZIP of papers whose bytes exist; their documents have `files`, `named`, `signature_requests__signature` prefetched.

    `subject`: the key under which the case stands in the journal; `absent`: papers of it whose bytes are lost, which are only named.

    Raises Damaged if their bytes are not those that were frozen.
    """
    papers = [pair for copy in copies for pair in copy.files().items()]
    entries = slice.files([key(copy.document) for copy in copies] + ([subject] if subject else []), _printed(copies))
    around = _rules(copies) | _schemas(copies) | _seal() | _words(file_name, case) | entries
    files = dict(sorted([*papers, *around.items()]))
    manifest = snapshots.canonical(
        {
            "schema": SCHEMA,
            "origin": settings.SITE_URL,
            "case": facts.exact(case),
            "papers": [_described(copy) for copy in copies],
            **({"absent": [_named(sha256, copy.document) for sha256, copy in absent.items()]} if absent else {}),
            "files": [{"name": name, "sha256": snapshots.sha256(content)} for name, content in files.items()],
        }
    )
    signature = seal.sign_words(f"{SCHEMA}\n".encode() + manifest)
    return _zipped({"manifest.json": manifest, "manifest.sig": signature, **files})


def _named(sha256: str, document: Document) -> dict[str, str]:
    """A paper that is missing: what it is, and what its bytes were."""
    return {"kind": document.get_kind_display(), "number": document.number, "sha256": sha256}


def _printed(copies: Sequence[Copy]) -> set[int]:
    """The sizes of the checkpoints that stand on the papers."""
    marks = [copy.document.snapshot.get(checkpoints.KEY) for copy in copies]
    return {mark["size"] for mark in marks if mark}


def _zipped(files: dict[str, bytes]) -> bytes:
    whole = BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as dossier:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, LONG_AGO)
            member.external_attr = 0o644 << 16
            dossier.writestr(member, content)
    return whole.getvalue()


def _rules(copies: Sequence[Copy]) -> dict[str, bytes]:
    """The rules the counts of the papers name by their fingerprints, as whoever keeps them announces them (`rule_texts`)."""
    named = {row["rules"]["regulation"] for copy in copies for row in copy.document.snapshot.get(facts.KEY, [])}
    return {f"rules/{fingerprint}.json": content for fingerprint, content in rule_texts(named).items()}


def rule_texts(fingerprints: set[str]) -> dict[str, bytes]:
    """Fingerprint → the bytes it is the SHA-256 of, of those that any room knows."""
    kept: dict[str, bytes] = {}
    for _, path in announced("rule_texts"):
        kept |= import_string(path)(fingerprints)
    return kept


def _schemas(copies: Sequence[Copy]) -> dict[str, bytes]:
    """How the manifest, the entries of the journal and each count in the papers is written."""
    counts = {row["count"] for copy in copies for row in copy.document.snapshot.get(facts.KEY, [])}
    return {
        f"schemas/{name}.json": schema_texts()[name] for name in {"dossier", "journal", *counts} & set(schema_texts())
    }


@cache
def schema_texts() -> dict[str, bytes]:
    """Name → JSON Schema of a count, or of the manifest."""
    return {path.stem: path.read_bytes() for path in sorted(SCHEMAS.glob("*.json"))}


def certificate() -> bytes:
    """The certificate of the seal (DER): its SHA-256 is what a stranger compares."""
    return ssl.PEM_cert_to_DER_cert(seal.ensure()[1].decode())


def _seal() -> dict[str, bytes]:
    """The certificate of today and those before it: a paper bears the seal of its own day."""
    contents = [certificate(), *(ssl.PEM_cert_to_DER_cert(pem.decode()) for pem, _ in seal.former())]
    return {f"seal/{snapshots.sha256(content)}.crt": content for content in contents}


def _words(file_name: str, case: CaseName | None) -> dict[str, bytes]:
    heading = f"Досье дела: {case.name}" if case else "Досье документа"
    about = OF_A_CASE.format(readers=READERS[case.profile]) if case else ""
    text = README.format(
        name=file_name, origin=settings.SITE_URL, heading=heading, line="=" * len(heading), about=about
    )
    return {"verify.py": VERIFIER.read_bytes(), "README.txt": text.encode()}


def _described(copy: Copy) -> dict[str, Any]:
    """The requisites and the signatures: what the check page says of the paper too."""
    document = copy.document
    requests = [request for request in document.signature_requests.all() if request.is_signed]
    return {
        "code": document.code,
        "kind": document.get_kind_display(),
        "number": document.number,
        "date": document.date,
        "title": copy.snapshot["document"]["title"],
        "standing": document.standing[0],
        "is_nameless": copy.is_nameless,
        "signatures": [
            {
                "name": request.shown_name,
                "role": request.role,
                "sha256": request.signature.document_hash,
                "kind": request.signature.kind,
                "authenticated_at": request.signature.authenticated_at
                and request.signature.authenticated_at.isoformat(),
                "signed_at": request.signature.signed_at.isoformat(),
            }
            for request in requests
        ],
    }
