"""Pages of the office files of a case: asked for with the materials, made by the queue."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from casework.later import later
from documents import archive, files
from expertise.blinding.models import BlindFile
from expertise.expertises.models import Expertise
from expertise.materials.cage import Unreadable
from expertise.materials.facts import made_of, may_be_office
from expertise.materials.models import Preview
from expertise.materials.previews import pages_of


def ask(expertise: Expertise) -> None:
    """Put into the queue what has no pages yet. Asked again whenever somebody begins to read: a lost job harms nobody."""
    if _lacking(expertise):
        later("expertise.tasks.make_previews", lock=f"expertise.previews.{expertise.pk}", pk=expertise.pk)


def make(pk: int) -> None:
    """In the queue: the pages of each file of the case that lacks them, and of the experts' copies if it is blind. Raises archive.Full."""
    expertise = Expertise.objects.select_related("materials").get(pk=pk)
    for source in _lacking(expertise):
        try:
            data = archive.verified(files.path_of(source), source)
        except (
            archive.Damaged
        ):  # the nightly look tells the office; once the file is back, its pages are asked for again
            continue
        Preview.objects.get_or_create(
            expertise=expertise, source=source, defaults={"sha256": _kept(data), "made_at": timezone.now()}
        )


def _lacking(expertise: Expertise) -> list[str]:
    """The hashes of those files that may be office files and of which nothing has been made."""
    given: list[dict[str, Any]] = list(expertise.materials.snapshot.get("attachments", []))
    if expertise.blind_until:
        copies = BlindFile.objects.filter(copy__expertise=expertise)
        given += [{"name": row.name, "sha256": row.sha256} for row in copies]
    made = made_of(expertise.pk, given)
    return list(dict.fromkeys(file["sha256"] for file in given if may_be_office(file) and file["sha256"] not in made))


def _kept(data: bytes) -> str:
    """The hash of the pages that have been made of these bytes and kept; empty if that was not to be."""
    kind = files.kind_of(SimpleUploadedFile("файл", data))
    if kind not in files.OFFICE:
        return ""
    try:
        pdf = pages_of(data, kind)
    except Unreadable:
        return ""
    sha256 = archive.hash_of(iter([pdf]))
    archive.put(files.path_of(sha256), sha256, [pdf])
    return sha256
