"""Tables as offices have them, and files that are none, too large, or made to break whoever opens them."""

import pytest

from programme.imports import tables
from programme.imports.tables import Unreadable
from tests.programme.imports.workbooks import ods, sheet, xlsx, zipped

ROWS = [["Фамилия", "ИНН"], ["Ёлкина, мл.", "0024000063"], ["", ""], ["Котов", "240000001"]]
HEADER, FILLED = ["Фамилия", "ИНН"], [(2, ["Ёлкина, мл.", "0024000063"]), (4, ["Котов", "240000001"])]


def text(delimiter: str) -> str:
    return "\r\n".join(delimiter.join(f'"{cell}"' if "," in cell else cell for cell in row) for row in ROWS)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_every_csv_of_an_office(delimiter: str, encoding: str) -> None:
    table = tables.read(text(delimiter).encode(encoding))
    assert (table.header, table.rows) == (HEADER, FILLED)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_workbooks(write) -> None:
    table = tables.read(write(ROWS))
    assert (table.header, table.rows) == (HEADER, FILLED)


def test_a_number_of_a_workbook_has_no_fraction() -> None:
    assert tables.read(xlsx([["ИНН"], [2400000001.0], [0.5]])).rows == [(2, ["2400000001"]), (3, ["0.5"])]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "нет таблицы"),
        (b"%PDF-1.7 ...", "нет таблицы"),
        ("Фамилия;Имя\n".encode(), "нет строк"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "старого вида"),
        (b"PK\x03\x04 and nothing more", "повреждён"),
        (zipped({"word/document.xml": "<w/>"}), "повреждён"),
        (b"a;b\n\x98\x98;\x00", "не читается как текст"),
        (b"a;b\n1;\x00", "не читается как текст"),
        (b"a" * (tables.MOST_BYTES + 1), "больше 2 МБ"),
        (b"a\n" * (tables.MOST_ROWS + 2), "строк"),
        (b";" * 60 + b"\n1\n", "столбцов"),
        (("Фамилия\n" + "я" * 1001).encode(), "длиннее"),
        (b'a;b\n"' + b"x" * 200_000, "не читается как текст"),
    ],
)
def test_what_is_no_table_says_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        tables.read(data)


BOMB = "<row><c t='inlineStr'><is><t>" + "0" * 400_000_000 + "</t></is></c></row>"
CORNERS = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def test_a_file_of_a_hundred_kilobytes_that_is_a_gigabyte_inside_hurts_nobody() -> None:
    bomb = sheet(BOMB * 2)
    assert len(bomb) < tables.MOST_BYTES
    with pytest.raises(Unreadable, match="строк"):
        tables.read(bomb)


def test_a_sheet_that_claims_all_the_cells_there_are_hurts_nobody() -> None:
    with pytest.raises(Unreadable, match="строк"):
        tables.read(sheet(CORNERS))


def test_a_formula_in_a_name_stays_a_name() -> None:
    rows = [["=1+1", "+7", "-", "@a", "обычное", 5]]
    assert tables.to_csv(rows).decode("utf-8-sig") == "'=1+1;'+7;'-;'@a;обычное;5\r\n"
