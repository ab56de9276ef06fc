"""Which lists there are and of what their rows consist, read from programme/data/lists.json. Pure."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from programme.regulations import rulebook
from programme.regulations.values import Column

FILE = "lists.json"
MOST_ROWS = 100


@dataclass(frozen=True)
class ListColumn:
    """One value of a row: what it means (`Column`), from which list its choices come, whether it is final once the row is adopted."""

    column: Column
    source: str = ""
    is_final: bool = False
    most_signs: int = 200
    pattern: str = ""
    pattern_words: str = ""

    @property
    def name(self) -> str:
        """By what name it stands in a row."""
        return self.column.name

    def fault(self, value: Any) -> str:
        """What is wrong with a value, whatever it may be chosen from (Russian); empty if nothing."""
        if self.column.kind == "flag":
            return "" if isinstance(value, bool) else "Нужно «да» или «нет»."
        if self.source:
            return "" if value else "Выберите один из вариантов."
        if words := self.column.fault(value or None if self.column.empty else value):
            return words
        if isinstance(value, str) and len(value) > self.most_signs:
            return f"Не длиннее {self.most_signs} знаков."
        if self.pattern and value and not re.fullmatch(self.pattern, value):
            return self.pattern_words
        return ""


@dataclass(frozen=True)
class Kind:
    """A list: what it is called, who changes it, what a row says. `prefix`: how a new code begins; empty, a person types the code."""

    code: str
    title: str
    genitive: str  # in words that go after «об изменении»
    about: str
    row: str
    is_decided: bool  # by the committee; otherwise the office changes it
    prefix: str
    digits: int
    columns: tuple[ListColumn, ...]

    @property
    def names(self) -> list[str]:
        """The names of the values in a row, in order; the code first, the mark of an end last."""
        return ["code", *(column.name for column in self.columns if column.name != "code"), "ended"]

    def words(self, row: dict[str, Any]) -> str:
        """A row as it is offered and shown: its title; where people know the code, both, and the number of the classifier."""
        code, title, number = row["code"], row["title"], row.get("okopf", "")
        if self.prefix or title == code.lower():
            return str(title if self.prefix else code)
        return f"{code} — {title}{f' (ОКОПФ {number[0]} {number[1:3]} {number[3:]})' if number else ''}"


def _column(name: str, row: dict[str, Any]) -> ListColumn:
    return ListColumn(
        Column.read(name, row), row.get("from", ""), row.get("final", False), row.get("most_signs", 200),
        row.get("pattern", ""), row.get("pattern_words", ""),
    )  # fmt: skip


@cache
def kinds() -> dict[str, Kind]:
    """All lists by their codes, in the order in which they are shown."""
    return {
        row["code"]: Kind(
            row["code"], row["title"], row["genitive"], row["about"], row["row"], row["by"] == "decision", row["prefix"],
            row.get("digits", 1), tuple(_column(name, column) for name, column in row["columns"].items()),
        )
        for row in rulebook.read(FILE)
    }  # fmt: skip


def store_first_lists(versions: Any, starts_at: Any) -> None:
    """Put the lists that come with the system into the table (given as a manager), unless they are there.

    `starts_at(day)` gives the moment at which a day begins in the city.
    """
    for row in rulebook.read(FILE):
        if not versions.filter(code=row["code"]).exists():
            versions.create(
                code=row["code"], version=1, rows=row["rows"], valid_from=row["valid_from"],
                starts_at=starts_at(row["valid_from"]), fingerprint=rulebook.fingerprint(row["rows"]),
            )  # fmt: skip
