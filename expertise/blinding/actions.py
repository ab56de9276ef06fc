"""Preparing what the experts of a blind case read, before any of them is asked; a better edition later."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import timezone

from casework.door import Refused
from documents import archive, files
from expertise.blinding.cleaning import Unclean, cleaned
from expertise.blinding.models import BlindCopy, BlindFile
from expertise.expertises.models import Expertise
from expertise.materials import actions as materials
from journal.models import digest
from journal.record import record
from programme.models import Person


@dataclass(frozen=True)
class Given:
    """One file for the experts: the original of this hash, or what the office has put in its place."""

    number: int
    sha256: str = ""
    instead: UploadedFile | None = None


def blind(expertise: Expertise, *, by: Person, sections: list[dict[str, Any]], given: Sequence[Given]) -> BlindCopy:
    """The redacted text and the files without properties, as a new edition. Raises Refused."""
    if not expertise.blind_until:
        raise Refused("В этом деле эксперты знают заявителя: обезличивать нечего.")
    if expertise.is_over:
        raise Refused("Оценка завершена: материалы больше не нужны экспертам.")
    ready = [(row.number, *clean_file(row)) for row in given]
    copy = BlindCopy.objects.create(
        expertise=expertise, edition=expertise.blind_copies.count() + 1, sections=sections, made_by=by, made_at=timezone.now()
    )  # fmt: skip
    for number, content, kind in ready:
        BlindFile.objects.create(
            copy=copy, number=number, name=f"Приложение {number}.{kind}", size=len(content), sha256=kept(content)
        )
    materials.ask(expertise)
    payload = {"edition": copy.edition, "text": digest(sections), "files": [row.sha256 for row in copy.files.all()]}
    record(expertise, "blind", "Обезличенные материалы для экспертов подготовлены", by=by, payload=payload)
    return copy


def kept(content: bytes) -> str:
    """Lay these bytes down under their hash, which is returned."""
    sha256 = archive.hash_of(iter([content]))
    archive.put(files.path_of(sha256), sha256, [content])
    return sha256


def clean_file(row: Given) -> tuple[bytes, str]:
    """The bytes for the experts, and of which kind they are. Raises Refused."""
    if row.instead is not None:
        row.instead.seek(0)
        data, kind = row.instead.read(), files.kind_of(row.instead)
    else:
        data = archive.verified(files.path_of(row.sha256), row.sha256)
        kind = files.kind_of(SimpleUploadedFile("файл", data))
    try:
        return cleaned(data, kind), kind
    except Unclean:
        raise Refused(
            f"Файл {row.number} не удалось очистить от сведений об авторе. Откройте его, сохраните заново и приложите вместо него, "
            "или не показывайте экспертам."
        ) from None
