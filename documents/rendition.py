"""The copy with marks: pages of the original + marks at the places of signatures + the signature sheet (4.3).

The original's bytes never change; the copy is a file of its own, sealed like it. Only workers import this module.
"""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from django.template.loader import render_to_string

from documents import archive, layout, press, seal, seal_place, tagged_copy
from documents.papers.models import Document
from documents.signatures import evidence
from documents.signatures.models import Signature
from documents.typography import bind_html

MM = 72 / 25.4
PDFA_MARKS = ("pdfaid:part", "pdfaid:conformance")


@dataclass(frozen=True)
class Place:
    """The upper left corner of a signature's place: page from 0, millimetres from the upper left corner of the page."""

    page: int
    left: float
    top: float


def make(document: Document) -> tuple[bytes, int]:
    """The sealed copy and the number of its pages."""
    original = document.original
    assert original is not None
    content = archive.read(original.sha256, original.suffix)
    with pikepdf.open(BytesIO(content)) as pdf:
        signatures = signed(document)
        sheets = _overlays(pdf, signatures)
        verdicts = [(signature, evidence.verify(signature, content)) for _, signature in signatures]
        html = _html(
            document, original.sha256, [(_is_wide(pdf.pages[number]), marks) for number, marks in sheets], verdicts
        )
        with pikepdf.open(BytesIO(press.press(html, layout.epoch_of(document)))) as marks:
            _merge(pdf, marks, [number for number, _ in sheets])
            pages = len(pdf.pages)
            _reserve(pdf, seal.words())
            output = BytesIO()
            pdf.save(output, deterministic_id=True)
    return seal.seal(output.getvalue()), pages


def signed(document: Document) -> list[tuple[str, Signature]]:
    """Signatures with the names of their places, in the order in which the paper lists its signatories."""
    signatures = Signature.objects.filter(request__document=document).select_related(
        "request__person",
        "request__document",
        "entry",
        "acceptance__agreement",
        "proof__paper",
        "proof__upload",
        "scan",
    )
    by_request = {(signature.request.turn, signature.request_id): signature for signature in signatures}
    return [(f"signature-{number}", by_request[key]) for number, key in enumerate(sorted(by_request), 1)]


def _overlays(pdf: pikepdf.Pdf, signatures: list[tuple[str, Signature]]) -> list[tuple[int, list[Any]]]:
    """For every page that has places of signatures: its number, and what goes where."""
    places = _places(pdf)
    sheets: dict[int, list[Any]] = {}
    for name, signature in signatures:
        if place := places.get(name):
            sheets.setdefault(place.page, []).append((place, signature))
    return sorted(sheets.items())


def _is_wide(page: pikepdf.Page) -> bool:
    """Is the page in landscape? Its marks are then set on a sheet of the same shape."""
    left, bottom, right, top = (float(edge) for edge in page.mediabox)  # type: ignore[attr-defined]
    return right - left > top - bottom


def _places(pdf: pikepdf.Pdf) -> dict[str, Place]:
    """Where the original says its signatures go: named destinations that the layout has left there."""
    if "/Names" not in pdf.Root or "/Dests" not in pdf.Root.Names:
        return {}
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    places = {}
    for name, destination in pikepdf.NameTree(pdf.Root.Names.Dests).items():
        page, _, x, y, _ = destination
        height = float(page.MediaBox[3])
        places[str(name)] = Place(numbers[page.objgen], float(x) / MM, (height - float(y)) / MM)
    return places


def _html(document: Document, sha256: str, sheets: list[Any], verdicts: list[tuple[Signature, str]]) -> str:
    context = {
        "document": document.snapshot["document"],
        "sheets": sheets,
        "verdicts": verdicts,
        "agreements": sorted(
            {str(signature.acceptance.agreement) for signature, _ in verdicts if signature.acceptance}
        ),
        "has_certificates": any(signature.proof for signature, _ in verdicts),
        "sha256": sha256,
        "qr": layout.qr(document.snapshot["document"]["check_url"]),
    }
    return bind_html(render_to_string("documents/pdf/rendition.html", context))


def _merge(pdf: pikepdf.Pdf, marks: pikepdf.Pdf, numbers: list[int]) -> None:
    """Put the marks over their pages and the signature sheet behind; what was true of the original only is taken away."""
    for sheet, number in zip(marks.pages, numbers, strict=False):
        tagged_copy.put_over(pdf.pages[number], marks, sheet)
    last = len(pdf.pages)
    pdf.pages.extend(marks.pages[len(numbers) :])
    tagged_copy.join(pdf, marks, pdf.pages[last:])
    _remove_seal(pdf)
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        for mark in PDFA_MARKS:
            metadata.pop(mark, None)


def _remove_seal(pdf: pikepdf.Pdf) -> None:
    """The seal of the original does not cover the copy: left there, it would show as broken."""
    for page in pdf.pages:
        kept = [note for note in page.obj.get("/Annots", []) if note.get("/FT") != pikepdf.Name.Sig]
        if "/Annots" in page.obj:
            page.obj.Annots = pdf.make_indirect(pikepdf.Array(kept))
    for key in ("/AcroForm", "/Perms", "/Extensions"):
        if key in pdf.Root:
            del pdf.Root[key]


def _reserve(pdf: pikepdf.Pdf, words: dict[str, Any]) -> None:
    """The same place as the typesetter leaves in an original (`seal_place.reserve`), in a file that pikepdf writes."""
    unknown = [seal_place.UNKNOWN] * 3
    known: dict[str, Any] = {f"/{name}": text for name, text in words.items()}
    signature = pikepdf.Dictionary(known)
    signature.Type, signature.Filter = pikepdf.Name.Sig, pikepdf.Name("/Adobe.PPKLite")
    signature.SubFilter = pikepdf.Name("/ETSI.CAdES.detached")
    signature.ByteRange = pikepdf.Array([0, *unknown])
    signature.Contents = pikepdf.String(bytes(seal_place.RESERVED // 2))
    signature.M = seal_place.NO_MOMENT
    nothing = pikepdf.Dictionary(Type=pikepdf.Name.TransformParams, P=seal_place.NO_CHANGES, V=pikepdf.Name("/1.2"))
    how = pikepdf.Dictionary(Type=pikepdf.Name.SigRef, TransformMethod=pikepdf.Name.DocMDP, TransformParams=nothing)
    signature.Reference = pikepdf.Array([how])
    first = pdf.pages[0].obj
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Sig, T=seal_place.FIELD, F=seal_place.FLAGS,
        Rect=list(seal_place.HIDDEN), P=first, V=pdf.make_indirect(signature), TU=seal_place.NAME,
    )  # fmt: skip
    pdf.Root.Perms = pikepdf.Dictionary(DocMDP=field.V)
    mark = pdf.make_indirect(field)
    tagged_copy.put_field(pdf, mark)
    first.Annots = pikepdf.Array([*first.get("/Annots", []), mark])
    flags = seal_place.SIGNATURES_EXIST | seal_place.APPEND_ONLY
    pdf.Root.AcroForm = pdf.make_indirect(pikepdf.Dictionary(Fields=[mark], SigFlags=flags))
