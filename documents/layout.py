"""From a document to the page the press sets: snapshot + template = text (I-18), with a QR code to the check page."""

from datetime import timedelta
from typing import Any

from django.template.loader import render_to_string

from documents.papers.models import Document
from documents.typography import bind_html, is_long, without_controls

QR_SIDE_MM = 25  # with the quiet zone of four modules on each side; the code itself is then at least 20 mm wide (4.3)


def html_of(document: Document) -> str:
    """The paper as HTML: a pure function of its template and its snapshot."""
    return page(document.template, document.snapshot)


def page(template: str, snapshot: dict[str, Any]) -> str:
    """A template filled with a snapshot. On paper the person's language is Russian whatever the worker's is."""
    requisites = snapshot["document"]
    context = {**snapshot, "qr": qr(requisites["check_url"]), "signatories": turns(requisites["signatories"])}
    html = bind_html(without_controls(render_to_string(template, context)))
    return html.replace('<body class="', '<body class="long ', 1) if is_long(html) else html


def qr(url: str) -> str:
    """An inline SVG with the address: error correction M, quiet zone of four modules, the code at least 20 mm wide."""
    import segno  # noqa: PLC0415 - only papers with a code need it

    code = segno.make(url, error="m", micro=False, boost_error=False)
    modules = code.symbol_size(border=0)[0]
    side = max(QR_SIDE_MM, 20 * (modules + 8) / modules)
    svg = code.svg_inline(
        border=4, scale=1, omitsize=True, svgclass=None, lineclass=None, title="QR-код: адрес проверки документа"
    )
    return svg.replace("<svg ", f'<svg width="{side:.2f}mm" height="{side:.2f}mm" ', 1)


def turns(signatories: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Signatories in the order of their turns, each with the name of the place where the mark of the signature goes."""
    ordered = sorted(signatories, key=lambda signatory: signatory["turn"])
    return [{**signatory, "place": f"signature-{number}"} for number, signatory in enumerate(ordered, 1)]


def epoch_of(document: Document) -> int:
    """The moment the paper carries inside: when its number was taken. The same document gives the same bytes."""
    return int(document.reserved_at.timestamp() // timedelta(seconds=1).total_seconds())
