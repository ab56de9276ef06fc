"""Reads a stranger's office file (docx, xlsx) and writes what it says as a page of HTML: a program of its own, with little memory and time.

A file may be made to break whoever opens it: unpack to gigabytes, claim a million columns, ask for a file of this machine. Here that ends
this process and not the worker. It knows nothing of the project: `previews.py` starts it with the kind of the file and the limits (JSON)
and gives the bytes on its input. Nothing is fetched, nothing is written to the disk; links lead nowhere, and pictures come along.
"""

import base64
import datetime
import html
import json
import re
import resource
import sys
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

CUT = "<p class='cut'>Здесь показано начало файла: дальше читайте в самом файле.</p>"
PICTURE = re.compile(r'(<img[^>]* src=")picture-(\d+)"')
LINK = re.compile(r"</?a\b[^>]*>")  # only tags: a sign «<» of the text is written as &lt;
TEXT, TABLES = "A4", "A4 landscape"
STYLE = """@page { size: %s; margin: 15mm } body { font: 11pt "PT Serif" } table { border-collapse: collapse; width: 100%% }
    td, th { border: .5pt solid #888; padding: 1mm; vertical-align: top; overflow-wrap: anywhere } img { max-width: 100%% }
    .sheet { font: 8pt "PT Sans" } .sheet + h2 { break-before: page } .cut { border-top: 1pt solid; font-style: italic }"""


def limit(memory: int, seconds: int) -> None:
    """Take what this process may use; a system that knows no such limit goes without."""
    limits = (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for kind, amount in limits:
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


class Pictures:
    """The pictures of a text, drawn anew no larger than a page shows them. Those over the limit are left out."""

    def __init__(self, limits: dict[str, int]) -> None:
        self.limits = limits
        self.drawn: list[str] = []

    def take(self, image: Any) -> dict[str, str]:
        """What the tag of this picture says; a broken or a linked one leaves its words only."""
        if len(self.drawn) >= self.limits["pictures"]:
            return {"src": ""}
        try:
            with image.open() as source:
                data = source.read(self.limits["picture_bytes"])
            self.drawn.append(self._draw(data))
        except Exception:  # whatever a picture breaks on, the text is still read
            return {"src": ""}
        return {"src": f"picture-{len(self.drawn) - 1}"}

    def _draw(self, data: bytes) -> str:
        from PIL import Image  # noqa: PLC0415 - only for texts with pictures

        output, side = BytesIO(), self.limits["picture_pixels"]
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP")) as picture:
            picture.thumbnail((side, side))
            plain = Image.new("RGB", picture.size, "white")
            layer = picture.convert("RGBA")
            plain.paste(layer, mask=layer)
            plain.save(output, "JPEG", quality=80)
        return "data:image/jpeg;base64," + base64.b64encode(output.getvalue()).decode()

    def put(self, text: str) -> str:
        """The text with its pictures in it: only now, so that it may be cut anywhere before."""
        return PICTURE.sub(lambda tag: f'{tag[1]}{self.drawn[int(tag[2])]}"', text)


def of_text(data: bytes, limits: dict[str, int]) -> str:
    """A docx: headings, lists, tables, notes and pictures; what only looks (columns, shapes, colours) is not there."""
    import mammoth  # noqa: PLC0415 - only for this kind

    pictures = Pictures(limits)
    written = mammoth.convert_to_html(BytesIO(data), convert_image=mammoth.images.img_element(pictures.take)).value
    return pictures.put(cut(LINK.sub("", written), limits["signs"]))


def of_tables(data: bytes, limits: dict[str, int]) -> str:
    """An xlsx: the sheets anybody sees who opens it, each as a table."""
    from python_calamine import CalamineWorkbook, SheetVisibleEnum  # noqa: PLC0415 - only for this kind

    book = CalamineWorkbook.from_filelike(BytesIO(data))
    seen = [row.name for row in book.sheets_metadata if row.visible == SheetVisibleEnum.Visible]
    written = "".join(part for name in seen[: limits["sheets"]] for part in _table(name, book, limits))
    return cut(written, limits["table_signs"]) + (CUT if len(seen) > limits["sheets"] else "")


def _table(name: str, book: Any, limits: dict[str, int]) -> Iterator[str]:
    sheet = book.get_sheet_by_name(name)
    yield f"<h2>{html.escape(name)}</h2><table class='sheet'>"
    for row in sheet.to_python(nrows=limits["rows"]):
        cells = (html.escape(written(cell)[: limits["cell_signs"]]) for cell in row[: limits["columns"]])
        yield f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"
    yield "</table>" + (CUT if sheet.height > limits["rows"] or sheet.width > limits["columns"] else "")


def written(cell: Any) -> str:
    """A cell as people see it: 2400000001.0 is a number without a fraction, a day is a day."""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell).replace(".", ",")
    if isinstance(cell, datetime.date):
        return cell.strftime("%d.%m.%Y")
    return str(cell)


def cut(text: str, signs: int) -> str:
    """No more than so many signs, ended between two tags; whoever sets the page closes what is left open."""
    return text if len(text) <= signs else text[: text.rfind("<", 0, signs)] + "</table>" + CUT


def main(kind: str, limits: dict[str, int]) -> int:
    """Exit codes: 0 with the page, 2 for what could not be read."""
    limit(limits["memory_bytes"], limits["reading_seconds"])
    try:
        data = sys.stdin.buffer.read()
        with zipfile.ZipFile(BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > limits["unpacked_bytes"]:
                return 2
        body = {"docx": of_text, "xlsx": of_tables}[kind](data, limits)
        style = STYLE % (TEXT if kind == "docx" else TABLES)
        page = f"<html lang='ru'><title>Страницы файла</title><style>{style}</style><body>{body or '<p>Файл пуст.</p>'}"
        sys.stdout.buffer.write(page.encode())
    except Exception:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], json.loads(sys.argv[2])))
