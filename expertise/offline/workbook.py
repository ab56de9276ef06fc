"""A score sheet as a workbook: written so that no spreadsheet takes words for a formula, read back cell by cell. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter

from programme.imports import tables

COLUMNS = (
    ("Критерий", 34), ("Вес", 7), ("Что оценивать", 40), ("За что 0", 28), ("За что 5", 28), ("За что 10", 28),
    ("Оценка 0–10", 12), ("Обоснование", 70), ("Уверенность 1–3", 12), ("Не для заключения", 12),
)  # fmt: skip
MARK, GROUND, SURE, PRIVATE = "H", "I", "J", "K"  # where the answers stand
CONCLUSION, RECOMMENDATION = "Общий вывод", "Ваш вывод"
MOST_WORDS = 20_000  # characters of a cell: a ground has up to 5000, a conclusion may be longer
YES, NO = "да", "нет"


class Foreign(Exception):
    """The workbook is not the sheet of this case: what was found where (Russian)."""


def write(number: str, criteria: Iterable[Any], typed: Mapping[str, str], verdicts: Sequence[str]) -> bytes:
    """The sheet of the case with this number: criteria with weights and anchors, the answers `typed` so far by the names of the form."""
    output = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(output, options) as book:
        page = book.add_worksheet("Экспертный лист")
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF7", "border": 1})
        shown = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        asked = book.add_format(
            {"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFFBE6", "locked": False, "num_format": "@"}
        )
        for column, (title, width) in enumerate([(_first(number), 10), *COLUMNS]):
            page.set_column(column, column, width)
            page.write_string(0, column, title, head)
        last = 0
        for last, row in enumerate(criteria, 1):
            _line(page, last, row, typed, shown, asked)
        for line, label, name in (
            (last + 1, CONCLUSION, "conclusion"),
            (last + 2, RECOMMENDATION, "recommendation"),
        ):
            page.write_string(line, 1, label, head)
            page.write_string(line, 8, typed.get(name, ""), asked)
        page.data_validation(1, 7, last, 7, {"validate": "list", "source": [str(value) for value in range(11)]})
        page.data_validation(1, 9, last, 9, {"validate": "list", "source": ["1", "2", "3"]})
        page.data_validation(1, 10, last, 10, {"validate": "list", "source": [YES, NO]})
        page.data_validation(last + 2, 8, last + 2, 8, {"validate": "list", "source": list(verdicts)})
        page.protect("", {"format_columns": True, "format_rows": True})
        page.freeze_panes(1, 2)
        page.set_landscape()
        page.fit_to_pages(1, 0)
        book.set_properties({"title": f"Экспертный лист {number}"})
    return output.getvalue()


def _first(number: str) -> str:
    return f"№ (дело {number})"


def _line(page: Any, line: int, row: Any, typed: Mapping[str, str], shown: Any, asked: Any) -> None:
    known = (
        str(row.number),
        row.title,
        f"{row.weight:.2f}".replace(".", ","),
        row.hint,
        row.at_zero,
        row.at_five,
        row.at_ten,
    )
    for column, words in enumerate(known):
        page.write_string(line, column, words, shown)
    for column, name in enumerate(("value", "ground", "sure", "private_ground"), 7):
        page.write_string(line, column, typed.get(f"{name}_{row.pk}", ""), asked)


def read(data: bytes, number: str, criteria: Sequence[Any]) -> tuple[dict[str, str], dict[str, str]]:
    """What is typed in a workbook by the names of the form, and the cell of each. Raises Foreign, tables.Unreadable."""
    table = tables.read(data, most_cell=MOST_WORDS)
    if table.header[0] != _first(number):
        raise Foreign(f"Ячейка A1: это не лист дела {number}. Скачайте лист на странице задания и заполните его.")
    lines = {row[0]: (at, row) for at, row in table.rows if row[0]}
    typed, cells = {}, {}
    for criterion in criteria:
        at, row = lines.get(str(criterion.number), (0, []))
        if not row or row[1] != criterion.title:
            where = f"Ячейка B{at}" if at else f"Критерий {criterion.number}"
            raise Foreign(
                f"{where}: здесь должен стоять критерий «{criterion.title}». Строки листа не удаляют и не меняют местами."
            )
        for letter, name in ((MARK, "value"), (GROUND, "ground"), (SURE, "sure"), (PRIVATE, "private_ground")):
            typed[f"{name}_{criterion.pk}"] = _cell(row, letter)
            cells[f"{name}_{criterion.pk}"] = f"{letter}{at}"
    below = {row[1]: (at, row) for at, row in table.rows if not row[0]}
    for label, name in ((CONCLUSION, "conclusion"), (RECOMMENDATION, "recommendation")):
        at, row = below.get(label, (0, []))
        if not row:
            raise Foreign(f"В листе нет строки «{label}» под критериями. Скачайте лист заново.")
        typed[name], cells[name] = _cell(row, GROUND), f"{GROUND}{at}"
    return typed, cells


def _cell(row: list[str], letter: str) -> str:
    column = ord(letter) - ord("A")
    return row[column] if column < len(row) else ""
