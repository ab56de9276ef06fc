"""The place of the seal in a PDF: set together with the paper, filled in afterwards without reading the PDF again.

A signature dictionary of fixed width (ISO 32000-1, 12.8; PAdES: ETSI EN 319 142-1) stands in the paper from the start. Sealing writes the
moment, the range of signed bytes and the signature over what is reserved for them, so no revision is appended and nothing is parsed.
Standard library only: the typesetter imports this module too.
"""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from documents import tagging

RESERVED = 8192  # hexadecimal digits kept for the signature and its certificate; about half are used
FIELD = "Seal"
NAME = "Электронная печать информационной системы «Согласие»"  # what a reader that speaks says of the field
FLAGS = 132  # printed and locked, as PDF/A wants of every annotation
HIDDEN = (0, 0, 0, 0)  # a mark without a size needs no picture of its own
SIGNATURES_EXIST, APPEND_ONLY = 1, 2
NO_CHANGES = (
    1  # DocMDP (ISO 32000-1, 12.8.2.2): whatever is appended to the paper breaks the seal, and a reader says so
)
UNKNOWN = 9_999_999_999
NO_MOMENT = "D:00000000000000+00'00'"
# As WeasyPrint and qpdf write them: with and without blanks.
_RANGE = re.compile(rb"/ByteRange ?\[ ?0 (9{10} 9{10} 9{10}) ?\]")
_HOLE = re.compile(rb"/Contents ?<(0{%d})>" % RESERVED)
_MOMENT = re.compile(rb"/M ?\((D:0{14}\+00'00')\)")
_FILLED = re.compile(rb"/ByteRange ?\[ ?(\d+) +(\d+) +(\d+) +(\d+) *\]")


class NoPlace(ValueError):
    """The PDF was not set by us: it has no place for a seal, or more than one."""


def reserve(pdf: Any, words: dict[str, str]) -> None:
    """Add the field and the empty signature to a `pydyf.PDF` before it is written; `words` are /Name, /Reason and /Location."""
    import pydyf  # noqa: PLC0415 - PDF libraries live in workers only

    class Signature(pydyf.Object):
        compressible = False  # its bytes must lie in the file as they are

        @property
        def data(self) -> bytes:
            known = b" ".join(b"/%s %s" % (name.encode(), pydyf.String(text).data) for name, text in words.items())
            return (
                b"<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 %d %d %d] /Contents <%s> /M (%s) "
                b"/Reference [<</Type /SigRef /TransformMethod /DocMDP /TransformParams <</Type /TransformParams /P %d /V /1.2>>>>] %s>>"
                % (UNKNOWN, UNKNOWN, UNKNOWN, b"0" * RESERVED, NO_MOMENT.encode(), NO_CHANGES, known)
            )

    signature, first = Signature(), pdf.objects[pdf.pages["Kids"][0]]
    pdf.add_object(signature)
    field = pydyf.Dictionary(
        {
            "Type": "/Annot", "Subtype": "/Widget", "FT": "/Sig", "T": pydyf.String(FIELD), "F": FLAGS, "Rect": pydyf.Array(HIDDEN),
            "P": first.reference, "V": signature.reference, "TU": pydyf.String(NAME),
        }
    )  # fmt: skip
    pdf.add_object(field)
    tagging.Tree(pdf).put_field(field, first)
    first["Annots"] = pydyf.Array([*first.get("Annots", []), field.reference])
    pdf.catalog["AcroForm"] = pydyf.Dictionary(
        {"Fields": pydyf.Array([field.reference]), "SigFlags": SIGNATURES_EXIST | APPEND_ONLY}
    )
    pdf.catalog["Perms"] = pydyf.Dictionary({"DocMDP": signature.reference})


def fill(pdf: bytes, moment: datetime, sign: Callable[[bytes], bytes]) -> bytes:
    """The sealed PDF: `sign` gets SHA-256 of every byte outside the signature, returns the CMS (DER). Raises NoPlace."""
    sealed = bytearray(pdf)
    numbers, hole, written = (_only(pattern, pdf) for pattern in (_RANGE, _HOLE, _MOMENT))
    start, end = hole.start(1) - 1, hole.end(1) + 1  # the brackets belong to the signature
    sealed[numbers.start(1) : numbers.end(1)] = b"%-10d %-10d %-10d" % (start, end, len(pdf) - end)
    sealed[written.start(1) : written.end(1)] = _written(moment)
    content = sign(_digest(sealed, start, end)).hex().encode()
    if len(content) > RESERVED:
        raise NoPlace(f"the signature needs {len(content)} digits")
    sealed[hole.start(1) : hole.start(1) + len(content)] = content
    return bytes(sealed)


def _only(pattern: re.Pattern[bytes], pdf: bytes) -> re.Match[bytes]:
    places = list(pattern.finditer(pdf))
    if len(places) != 1:
        raise NoPlace(f"{len(places)} places for a seal")
    return places[0]


def _written(moment: datetime) -> bytes:
    """As PDF writes a moment: D:20261128120000+07'00'."""
    zone = f"{moment:%z}"[:5]
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:]}'".encode()


def _digest(pdf: bytes | bytearray, start: int, end: int) -> bytes:
    digest = hashlib.sha256(memoryview(pdf)[:start])
    digest.update(memoryview(pdf)[end:])
    return digest.digest()


@dataclass(frozen=True)
class Filled:
    """The last signature of a PDF: how many there are, its CMS (DER, zeros behind it), what it must be of, and whether nothing is outside."""

    count: int
    content: bytes
    digest: bytes
    covers_all: bool


def read(pdf: bytes) -> Filled | None:
    """The last signature, or None when there is none that can be read."""
    places = list(_FILLED.finditer(pdf))
    if not places:
        return None
    first, start, end, length = (int(number) for number in places[-1].groups())
    hole = pdf[start:end]
    if first != 0 or not re.fullmatch(rb"<(?:[0-9a-f]{2})+>", hole):
        return None
    covered = pdf[: end + length]
    return Filled(
        len(places),
        bytes.fromhex(hole[1:-1].decode()),
        _digest(covered, start, end),
        len(covered) == end + length == len(pdf),
    )
