"""What a PDF must be before it is frozen, and what its seal says. Only workers and tests import this module."""

from dataclasses import dataclass
from io import BytesIO

import pikepdf

from documents import seal, seal_place, snapshots


class Faulty(Exception):
    """A PDF that does not keep a promise; it is never frozen."""


def inspect(pdf: bytes, data: bytes) -> int:
    """Check a sealed original against its promises (4.7, I-18); returns the number of pages. Raises Faulty."""
    with pikepdf.open(BytesIO(pdf)) as document:
        _require(identification(document) == ("3", "A"), "not identified as PDF/A-3a")
        _require(bool(document.Root.get("/StructTreeRoot")), "no tags")
        _require(str(document.Root.get("/Lang", "")).lower().startswith("ru"), "language is not Russian")
        _require(bool(title(document)), "no title")
        _require(snapshots.sha256(attachment(document)) == snapshots.sha256(data), "the attachment is not the snapshot")
        pages = len(document.pages)
    mark = look_at_seal(pdf)
    _require(mark.is_valid and mark.covers_all, "the seal does not cover the entire file")
    return pages


def _require(kept: bool, promise: str) -> None:
    if not kept:
        raise Faulty(promise)


def identification(document: pikepdf.Pdf) -> tuple[str, str]:
    """Part and conformance of PDF/A as the metadata say."""
    metadata = document.open_metadata()
    return str(metadata.get("pdfaid:part", "")), str(metadata.get("pdfaid:conformance", ""))


def title(document: pikepdf.Pdf) -> str:
    """The title in the metadata."""
    return str(document.open_metadata().get("dc:title", ""))


def attachment(document: pikepdf.Pdf, name: str = "snapshot.json") -> bytes:
    """The bytes of the attached snapshot. Raises Faulty when there is none or its relationship is not Data."""
    attachment = document.attachments.get(name)
    if attachment is None:
        raise Faulty("no snapshot attached")
    _require(attachment.obj.get("/AFRelationship") == pikepdf.Name.Data, "the attachment is not marked as data")
    return attachment.get_file().read_bytes()


@dataclass(frozen=True)
class Seal:
    """What the seal of a PDF says: how many signatures, is the last one valid, does it cover every byte."""

    count: int
    is_valid: bool
    covers_all: bool


def look_at_seal(pdf: bytes) -> Seal:
    """Whether bytes were added behind a valid signature is asked separately: readers call such a file valid."""
    place = seal_place.read(pdf)
    if place is None:
        return Seal(0, False, False)
    return Seal(place.count, seal.is_ours(place.content, place.digest), place.covers_all)
