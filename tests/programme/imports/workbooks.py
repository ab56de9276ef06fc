"""Workbooks written by hand, as small as a spreadsheet would still open them."""

import io
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

XLSX = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<sheets><sheet name="Лист1" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" '
    'Target="worksheets/sheet1.xml"/></Relationships>',
}
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)
CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="Лист1">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def zipped(parts: dict[str, str]) -> bytes:
    """A package of these parts, compressed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(name, text)
    return out.getvalue()


def xlsx(rows: Iterable[Iterable[object]]) -> bytes:
    """Texts as texts, numbers as numbers."""
    return sheet("".join(f"<row>{''.join(_cell(cell) for cell in row)}</row>" for row in rows))


def sheet(rows: str) -> bytes:
    """A workbook whose sheet holds this XML."""
    return zipped(XLSX | {"xl/worksheets/sheet1.xml": SHEET.format(rows)})


def _cell(cell: object) -> str:
    if isinstance(cell, int | float):
        return f"<c><v>{cell}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(cell))}</t></is></c>'


def ods(rows: Iterable[Iterable[object]]) -> bytes:
    """The same as an OpenDocument."""
    cells = "<table:table-cell office:value-type='string'><text:p>{}</text:p></table:table-cell>"
    body = "".join(
        f"<table:table-row>{''.join(cells.format(escape(str(cell))) for cell in row)}</table:table-row>" for row in rows
    )
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": CONTENT.format(body),
            "META-INF/manifest.xml": '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        }
    )
