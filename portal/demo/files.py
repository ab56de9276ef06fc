"""Small real files for applications: PDF, DOCX, XLSX, PNG and JPG, made in memory."""

import zipfile
from io import BytesIO
from random import Random
from textwrap import wrap
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont

PAGE, MARGIN = (827, 1169), 90  # A4 at 100 dots per inch
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument"


def make(name: str, project: dict[str, Any], title: str) -> bytes:
    """A file of the kind its name ends with, about a project."""
    heading, kind = name.rpartition(".")[0], name.rpartition(".")[2]
    lines = [project["goal"], *project["objectives"].split("\n"), project["results"]]
    if kind == "xlsx":
        return _workbook(
            [[heading, title], ["Статья", "Сумма, руб."], *([row[0], row[2]] for row in project["budget"])]
        )
    if kind == "docx":
        return _text([heading, f"Приложение к заявке «{title}»", *lines])
    image = _page(heading, f"Приложение к заявке «{title}»", lines)
    target = BytesIO()
    image.save(target, format={"pdf": "PDF", "png": "PNG", "jpg": "JPEG"}[kind])
    return target.getvalue()


def plain(heading: str, lines: list[str]) -> bytes:
    """A page of PDF that says something in a few lines."""
    target = BytesIO()
    _page(heading, "Показательное дело", lines).save(target, format="PDF")
    return target.getvalue()


def photo(caption: str) -> bytes:
    """A small picture as a telephone takes it: sky, bank, river, some houses; for the same caption the same ones."""
    random = Random(caption)  # noqa: S311
    image = Image.new("RGB", (960, 640), (186, 210, 232))
    draw = ImageDraw.Draw(image)
    draw.rectangle([0, 330, 960, 450], fill=(104, 132, 92))
    draw.rectangle([0, 450, 960, 640], fill=(92, 124, 150))
    for left in range(90, 800, 180):
        top, shade = 400 - random.randint(90, 250), random.randint(190, 235)
        draw.rectangle(
            [left, top, left + 130, 400], fill=(shade, shade - 12, shade - 30), outline=(90, 84, 72), width=5
        )
        for storey in range(top + 24, 370, 48):
            draw.line([left + 22, storey, left + 108, storey], fill=(110, 122, 134), width=14)
    target = BytesIO()
    image.save(target, format="JPEG", quality=80)
    return target.getvalue()


def _font(size: int) -> Any:
    folder = settings.VAR_DIR / "fonts"
    fonts = sorted(folder.glob("*[Ss]ans*400*normal*.ttf")) or sorted(folder.glob("*.ttf"))
    return ImageFont.truetype(str(fonts[0]), size) if fonts else ImageFont.load_default(size)


def _page(heading: str, title: str, lines: list[str]) -> Image.Image:
    image = Image.new("L", PAGE, 255)
    draw, y = ImageDraw.Draw(image), MARGIN
    for text, size in [(heading, 34), (title, 20), *((line, 22) for line in lines)]:
        for row in wrap(text, (PAGE[0] - 2 * MARGIN) * 2 // size):
            draw.text((MARGIN, y), row, fill=30, font=_font(size))
            y += round(size * 1.4)
        y += size
    draw.rectangle([40, 40, PAGE[0] - 40, PAGE[1] - 40], outline=120, width=2)
    return image


def _package(main: str, kind: str, parts: dict[str, str]) -> bytes:
    """An Office Open XML package with one main part."""
    types = "".join(
        f'<Override PartName="/{path}" ContentType="{TYPE}.{suffix}+xml"/>' for path, suffix in KINDS[kind].items()
    )
    links = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{links}"/><Default Extension="xml" ContentType="application/xml"/>'
    )
    files = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{defaults}{types}</Types>',
        "_rels/.rels": _link("officeDocument", main),
        **parts,
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(
                zipfile.ZipInfo(path, (2026, 1, 1, 0, 0, 0)),
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{text}',
            )
    return target.getvalue()


KINDS = {
    "docx": {"word/document.xml": "wordprocessingml.document.main"},
    "xlsx": {"xl/workbook.xml": "spreadsheetml.sheet.main", "xl/worksheets/sheet1.xml": "spreadsheetml.worksheet"},
}


def _text(paragraphs: list[str]) -> bytes:
    body = "".join(f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in paragraphs)
    return _package(
        "word/document.xml",
        "docx",
        {"word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>'},
    )


def _workbook(rows: list[list[Any]]) -> bytes:
    cells = "".join(f"<row>{''.join(_cell(value) for value in row)}</row>" for row in rows)
    book = f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}"><sheets><sheet name="Лист1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    links = _link("worksheet", "worksheets/sheet1.xml")
    sheet = f'<worksheet xmlns="{SHEET}"><sheetData>{cells}</sheetData></worksheet>'
    return _package(
        "xl/workbook.xml",
        "xlsx",
        {"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links, "xl/worksheets/sheet1.xml": sheet},
    )


def _link(kind: str, target: str) -> str:
    """The one relationship of a part."""
    link = f'<Relationship Id="rId1" Type="{OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{PACKAGE}/relationships">{link}</Relationships>'


def _cell(value: Any) -> str:
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    return f'<c t="inlineStr"><is><t>{escape(str(value))}</t></is></c>'
