"""Uploaded files: what they really are, and where they lie under their hash; never parsed beyond the type."""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse

from casework import pages
from casework.door import Refused
from casework.texts import tidy
from documents import archive
from documents.uploads import NotKept

MARKS = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpg", b"PK\x03\x04": "zip"}  # how the files begin


OFFICE = {"docx": "wordprocessingml.document.main+xml", "xlsx": "spreadsheetml.sheet.main+xml"}


CONTENTS, MOST_CONTENTS = "[Content_Types].xml", 2**20


HEAD = 8192  # bytes that tell the kind; a PDF may begin a little later (ISO 32000-1, annex H.3.4.1)


COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Word and Excel before 2007, and any document with a password


ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")


ENCRYPTED_PDF = re.compile(rb"/Encrypt\s*(?:<<|\d+\s+\d+\s+R)")


NO_PAGES = re.compile(rb"/Type\s*/Pages\b[^>]*/Count\s+0\b|/Count\s+0\b[^>]*/Type\s*/Pages\b")


CUT = "обрывается: похоже, он скачан или сохранён не до конца. Откройте его, сохраните заново и приложите ещё раз."


LOCKED = "защищён паролем: участники его не прочтут. Снимите защиту и приложите снова."


def complaint(file: UploadedFile) -> str:
    """What is wrong with an uploaded file (Russian), or nothing. The content decides, not the name."""
    name, limit = name_of(file), settings.ATTACHMENT_MAX_BYTES
    if isinstance(file, NotKept):
        return str(archive.Full())
    if not file.size:
        return f"Файл «{name}» пустой."
    if file.size > limit:
        return f"Файл «{name}» больше {limit // 2**20} МБ. Сожмите его или разделите на части."
    if fault := _fault(file):
        return f"Файл «{name}» {fault}"
    if not kind_of(file):
        return f"Файл «{name}» не подходит: можно приложить PDF, DOCX, XLSX, PNG или JPG. Важно содержимое, а не расширение."
    return ""


def name_of(file: UploadedFile) -> str:
    """The name people read, without what nobody sees in it: a sign that turns the direction shows «exe.pdf» for «fdp.exe»."""
    return tidy(file.name or "")[-200:] or "файл"


def kind_of(file: UploadedFile) -> str:
    """pdf, docx, xlsx, png or jpg by content; empty for anything else."""
    head = _head(file)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    kind = next((kind for mark, kind in MARKS.items() if head.startswith(mark)), "")
    if kind == "zip":
        return next((kind for kind, mark in OFFICE.items() if mark in _contents(file)), "")
    return kind


def _head(file: UploadedFile) -> bytes:
    file.seek(0)
    head = file.read(HEAD)
    file.seek(0)
    return head


def _fault(file: UploadedFile) -> str:
    """Why nobody could read a file of a kind that is taken (Russian): it is locked, cut, empty, or brings programs along."""
    head = _head(file)
    content = file.read()
    file.seek(0)
    if b"%PDF-" in head[:1024]:
        return _fault_of_pdf(content)
    if head.startswith(COMPOUND):
        old = "сохранён в старом формате. Сохраните его как DOCX или XLSX и приложите снова."
        return LOCKED if ENCRYPTED_PACKAGE in content else old
    if head.startswith(b"PK"):
        return _fault_of_archive(file)
    is_cut = (head.startswith(b"\x89PNG") and b"IEND" not in content) or (
        head.startswith(b"\xff\xd8") and b"\xff\xd9" not in content
    )
    return CUT if is_cut else ""


def _fault_of_pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-2048:]:
        return CUT
    if ENCRYPTED_PDF.search(content):
        return LOCKED
    return "не содержит ни одной страницы." if NO_PAGES.search(content) else ""


def _fault_of_archive(file: UploadedFile) -> str:
    try:
        with zipfile.ZipFile(file) as packed:
            entries = packed.infolist()
    except zipfile.BadZipFile:
        return CUT
    finally:
        file.seek(0)
    if any(entry.flag_bits & 1 for entry in entries):
        return LOCKED
    has_macros = "macroEnabled" in _contents(file) or any("vbaproject" in entry.filename.lower() for entry in entries)
    return (
        "содержит макросы (программы). Сохраните его без макросов, как DOCX или XLSX, и приложите снова."
        if has_macros
        else ""
    )


def _contents(file: UploadedFile) -> str:
    """What an office document says of its parts; the main one may have any name, Word Online calls it document2.xml."""
    try:
        with zipfile.ZipFile(file) as packed, packed.open(CONTENTS) as contents:
            return contents.read(MOST_CONTENTS).decode(errors="replace")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return ""
    finally:
        file.seek(0)


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / "attachments" / sha256[:2] / sha256


def store(file: UploadedFile) -> str:
    """Keep the bytes under their SHA-256 (hex, returned); the same bytes are kept once. Raises archive.Full."""
    sha256 = archive.hash_of(file.chunks())
    archive.put(path_of(sha256), sha256, file.chunks())
    return sha256


def take(file: UploadedFile) -> dict[str, Any]:
    """Keep a file that was handed in: its `name`, `size` and `sha256`. Raises Refused with what is wrong with it."""
    if problem := complaint(file):
        raise Refused(problem)
    try:
        sha256 = store(file)
    except archive.Full as full:
        raise Refused(str(full)) from None
    return {"name": name_of(file), "size": file.size or 0, "sha256": sha256}


def download(row: Any) -> FileResponse:
    """The file of a row that keeps its hash (`sha256`) and its name (`name`). Raises archive.Damaged."""
    return pages.download(archive.verified(path_of(row.sha256), row.sha256), row.name)
