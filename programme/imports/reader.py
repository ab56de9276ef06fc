"""Reads a workbook (xlsx, ods) from its input and writes the cells of its first sheet as JSON: a program of its own.

A workbook can unpack to gigabytes or claim a million columns. Here that ends this process, which has little memory and little time,
and not the site. It knows nothing of the project: `tables.py` starts it.
"""

import datetime
import json
import resource
import sys
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

MEMORY = 768 * 1024 * 1024  # bytes of addresses
SECONDS = 20  # of the processor


def limit() -> None:
    """Take what this process may use; a system that knows no such limit goes without."""
    for kind, amount in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        try:
            resource.setrlimit(kind, (amount, amount))
        except (ValueError, OSError):
            continue


def text_of(cell: Any) -> str:
    """A cell as people see it: 2400000001.0 is a number without a fraction, a day is a day."""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else str(cell)
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.strftime("%d.%m.%Y")
    return str(cell)


def main(most_rows: int, most_columns: int) -> int:
    """Exit codes: 0 with the cells, 2 for what is no workbook, 3 for too many rows or columns."""
    limit()
    try:
        sheet = CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read())).get_sheet_by_index(0)
        if sheet.height > most_rows or sheet.width > most_columns:
            return 3
        rows = sheet.to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError, IndexError):
        return 2
    json.dump([[text_of(cell) for cell in row] for row in rows], sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]), int(sys.argv[2])))
