"""A table out of a file: xlsx, ods, or csv in UTF-8 or cp1251 with `;`, `,` or tabs. Pure but for the process that opens workbooks."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

MOST_BYTES = 2 * 1024 * 1024
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 500, 40, 1000
PATIENCE = 30  # seconds a workbook may take
READER = Path(__file__).with_name("reader.py")
WORKBOOK, OLD_WORKBOOK, PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"
ENCODINGS = ("utf-8-sig", "cp1251")
DELIMITERS = (";", ",", "\t")
# With these a spreadsheet begins a formula; a stranger's words must stay words.
FORMULA = ("=", "+", "-", "@", "\t", "\r")

TOO_HEAVY = "Файл больше 2 МБ. Разделите таблицу на несколько файлов."
TOO_LARGE = (
    f"В таблице больше {MOST_ROWS} строк или {MOST_COLUMNS} столбцов. Разделите её или удалите пустые края листа."
)


class Unreadable(Exception):
    """What is wrong with the file and what to do about it (Russian)."""


@dataclass(frozen=True)
class Table:
    """The first row, and the others that are not empty, each with its number in the file (the first row is 1)."""

    header: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes, most_cell: int = MOST_CELL) -> Table:
    """The table of a file; no cell may be longer than `most_cell` characters. Raises Unreadable."""
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_HEAVY)
    if data.startswith(OLD_WORKBOOK):
        raise Unreadable("Это таблица старого вида (xls) или с паролем. Сохраните её как xlsx, ods или csv без пароля.")
    if data.startswith(PDF) or not data.strip():
        raise Unreadable("В файле нет таблицы. Приложите xlsx, ods или csv.")
    cells = _workbook(data) if data.startswith(WORKBOOK) else _text(data)
    if len(cells) > MOST_ROWS + 1 or any(len(row) > MOST_COLUMNS for row in cells):
        raise Unreadable(TOO_LARGE)
    rows = [(number, [cell.strip() for cell in row]) for number, row in enumerate(cells, 1)]
    if long := next((number for number, row in rows if any(len(cell) > most_cell for cell in row)), None):
        raise Unreadable(f"В строке {long} есть ячейка длиннее {most_cell} знаков. Сократите её.")
    filled = [(number, row) for number, row in rows if any(row)]
    if len(filled) < 2:
        raise Unreadable("В таблице нет строк. В первой строке — названия столбцов, ниже — люди или организации.")
    return Table(filled[0][1], filled[1:])


def _workbook(data: bytes) -> list[list[str]]:
    command = [sys.executable, "-I", str(READER), str(MOST_ROWS + 1), str(MOST_COLUMNS)]
    try:
        reader = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise Unreadable(TOO_LARGE) from None
    if reader.returncode == 2:
        raise Unreadable(
            "Файл повреждён или это не таблица. Откройте его в редакторе таблиц и сохраните заново как xlsx, ods или csv."
        )
    if reader.returncode:
        raise Unreadable(TOO_LARGE)
    return json.loads(reader.stdout)


def _text(data: bytes) -> list[list[str]]:
    for encoding in ENCODINGS:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        first = text.partition("\n")[0]
        delimiter = max(DELIMITERS, key=first.count)
        try:
            return list(csv.reader(io.StringIO(text), delimiter=delimiter))
        except csv.Error:
            break
    raise Unreadable("Файл не читается как текст. Сохраните таблицу как xlsx, ods или «CSV UTF-8».")


def to_csv(rows: Iterable[Sequence[object]]) -> bytes:
    """A table for a spreadsheet: UTF-8 with its mark, `;`, and no cell that would be taken for a formula."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows([inert(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def inert(cell: object) -> str:
    """The text of a cell, never a formula: an apostrophe makes it words for every spreadsheet."""
    text = str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
