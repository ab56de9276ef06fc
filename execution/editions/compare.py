"""Two editions side by side, row by row: what came, what went, what was changed in which column."""

from dataclasses import dataclass
from typing import Any

from casework import textdiff
from execution.editions.models import ProgrammeEdition
from execution.measures import table
from execution.measures.models import Measure


@dataclass(frozen=True)
class Row:
    """A measure in two editions. `changes`: (title of the column, the marked difference)."""

    kind: str
    number: str
    title: str
    measure: Measure
    changes: list[tuple[str, Any]]


def compare(old: ProgrammeEdition, new: ProgrammeEdition) -> list[Row]:
    """The rows of the new one in order, then those of the old one that are gone. Rows that did not change are left out.

    A row goes on in the row that was made from it, else in the row with its number.
    """
    before = {row.pk: row for row in old.measures.whole()}
    by_number = {row.number: row for row in before.values()}
    rows, continued = [], set()
    for measure in new.measures.whole():
        was = before.get(measure.predecessor_id or 0) or by_number.get(measure.number)
        if was is None:
            rows.append(Row("new", measure.number, measure.title, measure, []))
            continue
        continued.add(was.pk)
        if changes := _changes(was, measure):
            rows.append(Row("changed", measure.number, measure.title, measure, changes))
    gone = [row for row in before.values() if row.pk not in continued]
    return rows + [Row("gone", row.number, row.title, row, []) for row in gone]


def _changes(old: Measure, new: Measure) -> list[tuple[str, Any]]:
    before, after = table.cells(old), table.cells(new)
    return [
        (title, textdiff.exchange(before[name], after[name]))
        for name, title in table.COLUMNS.items()
        if before[name] != after[name]
    ]
