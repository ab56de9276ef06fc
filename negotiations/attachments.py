"""Attached files: what they really are, and where they lie — under their hash, never parsed in the web process beyond the type."""

import hashlib
import zipfile
from pathlib import Path

import filetype
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from casework.texts import tidy

KINDS = {"pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "docx": "", "xlsx": ""}
OFFICE = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}


def complaint(file: UploadedFile) -> str:
    """What is wrong with an uploaded file (Russian), or nothing. The content decides, not the name."""
    limit = settings.ATTACHMENT_MAX_BYTES
    if not file.size:
        return f"Файл «{file.name}» пустой."
    if file.size > limit:
        return f"Файл «{file.name}» больше {limit // 2**20} МБ. Сожмите его или разделите на части."
    if not kind_of(file):
        return f"Файл «{file.name}» не подходит: можно приложить PDF, DOCX, XLSX, PNG или JPG. Важно содержимое, а не расширение."
    return ""


def name_of(file: UploadedFile) -> str:
    """The name people read, without what nobody sees in it: a sign that turns the direction shows «exe.pdf» for «fdp.exe»."""
    return tidy(file.name or "")[-200:] or "файл"


def kind_of(file: UploadedFile) -> str:
    """pdf, docx, xlsx, png or jpg by content; empty for anything else."""
    file.seek(0)
    found = filetype.guess(file.read(8192))
    file.seek(0)
    extension = found.extension if found else ""
    if extension in ("docx", "xlsx", "zip"):
        return _office_kind(file)
    return extension if extension in KINDS else ""


def _office_kind(file: UploadedFile) -> str:
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return ""
    finally:
        file.seek(0)
    return next((kind for kind, part in OFFICE.items() if part in names and "[Content_Types].xml" in names), "")


def path_of(sha256: str) -> Path:
    """Where the bytes with this hash lie."""
    return Path(settings.MEDIA_ROOT) / "attachments" / sha256[:2] / sha256


def store(file: UploadedFile) -> str:
    """Keep the bytes under their SHA-256 (hex, returned); the same bytes are kept once."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    path = path_of(digest.hexdigest())
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        with part.open("wb") as target:
            for chunk in file.chunks():
                target.write(chunk)
        part.chmod(0o440)
        part.rename(path)
    return digest.hexdigest()
