"""What must be true of the rows of a list, and how two versions of it differ. Pure.

A row is never taken out: what is recorded under its code must keep its words. It ends: nobody chooses it any more.
"""

from dataclasses import dataclass
from typing import Any

from programme.lists.kinds import MOST_ROWS, Kind
from programme.regulations.values import Column, in_words

Row = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """One line of a list that another version says otherwise; None where it is not there."""

    label: str
    was: str | None
    becomes: str | None

    @property
    def words(self) -> str:
        """The difference in one sentence."""
        return f"{self.label}: {self.was or 'нет'} → {self.becomes or 'нет'}"


def faults(kind: Kind, rows: list[Row], before: list[Row]) -> list[str]:
    """Why rows cannot follow those of the version `before` (Russian); empty if they can."""
    known = {row["code"]: row for row in rows}
    gone = [row["title"] for row in before if row["code"] not in known]
    wrong = [f"Строку «{title}» нельзя убрать: отметьте, что она больше не выбирается." for title in gone]
    for row in rows:
        wrong += [f"«{row['title'] or row['code']}» — {words}" for words in _faults_of(kind, row)]
    for old in before:
        wrong += _faults_of_final(kind, old, known.get(old["code"], old))
    return wrong or _faults_together(kind, rows)


def _faults_of(kind: Kind, row: Row) -> list[str]:
    pairs = ((column.column.label, column.fault(row.get(column.name))) for column in kind.columns)
    return [f"{label}: {words}" for label, words in pairs if words]


def _faults_of_final(kind: Kind, old: Row, new: Row) -> list[str]:
    finals = [column.column for column in kind.columns if column.is_final]
    return [
        f"«{old['title']}» — {column.label.lower()}: у записанной строки не меняется."
        for column in finals
        if old[column.name] != new[column.name]
    ]


def _faults_together(kind: Kind, rows: list[Row]) -> list[str]:
    wrong = []
    for name in ("code", "title"):
        values = [str(row[name]).casefold() for row in rows]
        twice = next((row[name] for row, value in zip(rows, values, strict=True) if values.count(value) > 1), "")
        if twice:
            wrong.append(f"«{twice}» стоит в перечне дважды: названия не повторяются, и у прекращённых строк тоже.")
    if all(row["ended"] for row in rows):
        wrong.append("В перечне должна остаться хотя бы одна строка, которую можно выбрать.")
    if len(rows) > MOST_ROWS:
        wrong.append(f"В перечне не больше {MOST_ROWS} строк.")
    return list(dict.fromkeys(wrong))


def next_code(kind: Kind, codes: set[str]) -> str:
    """The code of a new row: the next number behind the prefix that is free."""
    number = 1
    while (code := f"{kind.prefix}{number:0{kind.digits}d}") in codes:
        number += 1
    return code


def differences(kind: Kind, old: list[Row], new: list[Row], columns: dict[str, Column]) -> list[Difference]:
    """What another version says otherwise. A row is known by its code. `columns`: with the choices in words."""
    before, after = ({row["code"]: row for row in rows} for rows in (old, new))
    lines = []
    for code, row in after.items():
        if code not in before:
            lines.append(Difference(f"{kind.row} «{row['title']}»", None, summary(kind, row, columns)))
            continue
        was = before[code]
        lines += [
            Difference(
                f"«{was['title']}» — {columns[name].label.lower()}",
                in_words(columns[name], was[name]) or "нет",
                in_words(columns[name], row[name]) or "нет",
            )
            for name in columns
            if was.get(name) != row.get(name)
        ]
        if was["ended"] != row["ended"]:
            lines.append(Difference(f"«{row['title']}»", state(was), state(row)))
    kept = [[row["title"] for row in rows if row["code"] in before] for rows in (_in_order(new, old), new)]
    if kept[0] != kept[1]:
        lines.append(Difference("Порядок", "; ".join(kept[0]), "; ".join(kept[1])))
    return lines


def _in_order(rows: list[Row], of: list[Row]) -> list[Row]:
    """Rows of a version in the order of another: only the order of the two is compared, not their words."""
    place = {row["code"]: n for n, row in enumerate(of)}
    return sorted((row for row in rows if row["code"] in place), key=lambda row: place[row["code"]])


def state(row: Row) -> str:
    """May it be chosen?"""
    return "больше не выбирается" if row["ended"] else "выбирается"


def summary(kind: Kind, row: Row, columns: dict[str, Column]) -> str:
    """Everything a new row says, in one line."""
    more = [
        f"{column.label.lower()} — {in_words(column, row[name])}"
        for name, column in columns.items()
        if name not in ("code", "title") and row[name] not in (False, "")
    ]
    return "; ".join([row["title"], *more])
