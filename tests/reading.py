"""What a reader that speaks would stumble over in a paper (PDF/UA-1), by another's checker and by a count of our own."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf


def stumbles(path: Path, pdf: bytes) -> list[str]:
    """Faults the checker is certain of and marks that lead nowhere; `path` is where the checker may read the file."""
    path.write_bytes(pdf)
    report = pdfua.validate(str(path))
    heard = [f"{it.rule_id}: {it.message}" for it in report.findings if it.confidence is pdfua.Confidence.CERTAIN]
    with pikepdf.open(BytesIO(pdf)) as opened:
        return [*heard, *_lost(opened), *_headless(opened)]


def _lost(pdf: pikepdf.Pdf) -> list[str]:
    """Content that is marked as a part of the structure and is in no part that can be reached from its root."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    heard: set[tuple[int, int]] = set()
    for element in _walk(pdf.Root.StructTreeRoot.K[0]):
        heard |= {(pages[element.Pg.objgen], int(kid)) for kid in _kids(element) if not isinstance(kid, pikepdf.Object)}
    marked = set()
    for number, page in enumerate(pdf.pages, 1):
        for step in pikepdf.parse_content_stream(page):
            if str(step.operator) == "BDC" and "/MCID" in step.operands[1]:
                marked.add((number, int(step.operands[1].MCID)))
    return [f"page {page}, mark {mark} is read by nobody" for page, mark in sorted(marked ^ heard)]


def _headless(pdf: pikepdf.Pdf) -> list[str]:
    """Cells of real tables that name no header, and header cells that do not say what they head."""
    faults = []
    for table in (element for element in _walk(pdf.Root.StructTreeRoot.K[0]) if element.S == "/Table"):
        cells = [element for element in _walk(table) if element.S in ("/TH", "/TD")]
        faults += ["a header cell without a scope" for cell in cells if cell.S == "/TH" and "/Scope" not in cell.A]
        faults += [] if any(cell.S == "/TH" for cell in cells) else ["a table without a header cell"]
    return faults


def _walk(element: Any) -> list[Any]:
    below = [kid for kid in _kids(element) if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [element, *(part for kid in below for part in _walk(kid))]


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", [])
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]
