"""What a PDF must be before it is frozen, and what its seal says. Only workers and tests import this module."""

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf

from documents import seal, snapshots


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
    found = document.attachments.get(name)
    if found is None:
        raise Faulty("no snapshot attached")
    _require(found.obj.get("/AFRelationship") == pikepdf.Name.Data, "the attachment is not marked as data")
    return found.get_file().read_bytes()


@dataclass(frozen=True)
class Seal:
    """What the seal of a PDF says: how many signatures, is the last one valid, does it cover every byte."""

    count: int
    is_valid: bool
    covers_all: bool


def look_at_seal(pdf: bytes) -> Seal:
    """pyHanko calls a PDF with garbage appended valid, so coverage is asked separately (engine-facts)."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    signatures = PdfFileReader(BytesIO(pdf)).embedded_signatures
    if not signatures:
        return Seal(0, False, False)
    last = signatures[-1]
    status = _status(last)
    whole = last.evaluate_signature_coverage() == SignatureCoverageLevel.ENTIRE_FILE
    return Seal(len(signatures), status, whole and _is_all_ours(pdf, [int(edge) for edge in last.byte_range]))


def _status(signature: Any) -> bool:
    """Intact, valid, and made with the key of this installation."""
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    context = ValidationContext(trust_roots=[seal.certificate()], allow_fetching=False)
    status = validate_pdf_signature(signature, context, skip_diff=True)
    return bool(status.intact and status.valid and status.trusted)


def _is_all_ours(pdf: bytes, byte_range: list[int]) -> bool:
    """The signed range is the file but for one gap, and the gap is nothing but the signature and zeros after it."""
    first, length, second, rest = byte_range
    gap = pdf[length:second]
    if first != 0 or second + rest != len(pdf) or not re.fullmatch(rb"<(?:[0-9A-F]{2})+>", gap):
        return False
    content = bytes.fromhex(gap[1:-1].decode())
    try:
        expected = seal.rebuilt(content)
    except (ValueError, TypeError):  # no signature at all
        return False
    return content == expected.ljust(len(content), b"\0")
