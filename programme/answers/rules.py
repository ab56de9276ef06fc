"""What the data of a place mean: {"name", "label", "type", "required", "public", "help", "choices", "listed", "least", "of", "labels"}. Pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

TYPES_IN_WORDS = {
    "line": "строка", "text": "текст", "lines": "список, каждое с новой строки", "whole": "целое число", "day": "день",
    "choice": "один вариант из нескольких", "several": "несколько вариантов", "listed": "из перечня города",
    "card": "действующая карточка другого рода", "file": "файл",
}  # fmt: skip
NAME = re.compile(r"[a-z][a-z0-9_]{0,30}")


@dataclass(frozen=True)
class FieldRule:
    """One place. `is_public`: everybody reads the answer where everybody reads the rest. `choices`: code and words of each."""

    name: str
    label: str
    type: str = "text"
    is_required: bool = False
    is_public: bool = True
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    listed: str = ""  # the list of the city its choices come from
    least: int = 0  # signs of a text, rows of lines
    of: str = ""  # the kind of the card that is named
    labels: dict[str, str] = field(default_factory=dict)  # what it is called where another set of criteria is asked by

    @property
    def type_in_words(self) -> str:
        """What is written in it (Russian)."""
        return TYPES_IN_WORDS[self.type]

    @classmethod
    def read(cls, row: dict[str, Any]) -> "FieldRule":
        """From the data of a kind; a choice without a code of its own is its own code."""
        choices = [(line, line) if isinstance(line, str) else (line[0], line[1]) for line in row.get("choices", [])]
        return cls(
            row["name"], row["label"], row.get("type", "text"), row.get("required", False), row.get("public", True), row.get("help", ""),
            tuple(choices), row.get("listed", ""), row.get("least", 0), row.get("of", ""), row.get("labels", {}),
        )  # fmt: skip

    def label_for(self, criteria: str) -> str:
        """What it is called where the answers are judged by the set."""
        return self.labels.get(criteria, self.label)


def faults(rows: list[dict[str, Any]], types: Collection[str], reserved: Collection[str] = ()) -> list[str]:
    """What is wrong with places (Russian): a name that does not do or stands twice, a type that is not among `types`, nothing to choose."""
    names = [row["name"] for row in rows]
    wrong = [name for name in names if not NAME.fullmatch(name) or name in reserved or names.count(name) > 1]
    problems = [
        f"Имя поля «{name}» не годится: нужны латинские буквы, и каждое имя — один раз."
        for name in dict.fromkeys(wrong)
    ]
    problems += [f"У поля «{row['label']}» нет такого вида: {row['type']}." for row in rows if row["type"] not in types]
    problems += [
        f"У поля «{row['label']}» не из чего выбирать."
        for row in rows
        if (row["type"] in ("choice", "several") and not row.get("choices")) or (row["type"] == "listed" and not row.get("listed"))
        or (row["type"] == "card" and not row.get("of"))
    ]  # fmt: skip
    return problems
