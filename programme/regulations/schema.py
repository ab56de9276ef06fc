"""What the paths of a regulation mean in words, read from programme/data/regulation-schema.json: the public page, the form, the comparison
and the check of a new version all come from here. Pure.

A *leaf* is what one line of the page says: a term, a number, a share, a text or a list of rows. Its path is that of the data; a term's is
`deadlines.<name>`.
"""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from programme.regulations import rulebook
from programme.regulations.values import Column, in_words, written

TERMS = "deadlines"


@dataclass(frozen=True)
class Leaf:
    """One line of the rules as a version has it."""

    path: str
    label: str
    column: Column
    value: Any
    columns: tuple[Column, ...] = ()  # of a list

    @property
    def anchor(self) -> str:
        """The part of an address that leads to the line."""
        return self.path.removeprefix(f"{TERMS}.").replace(".", "-").replace("_", "-") + (
            "-term" if self.is_term else ""
        )

    @property
    def is_term(self) -> bool:
        """Is it the length of a deadline?"""
        return self.column.kind == "term"

    @property
    def is_list(self) -> bool:
        """Is it a list of rows?"""
        return self.column.kind == "list"

    @property
    def is_for_people(self) -> bool:
        """Do people keep it by themselves: nothing in the system counts it?"""
        return self.path in _file()["by_people"]

    @property
    def words(self) -> str:
        """What the line says."""
        if self.is_list:
            return "; ".join(
                " — ".join(in_words(column, row.get(column.name)) for column in self.shown_columns)
                for row in self.value
            )
        return in_words(self.column, self.value)

    @property
    def shown_columns(self) -> list[Column]:
        """The columns a reader needs: codes are for the programs."""
        return [column for column in self.columns if column.kind != "code"]

    @property
    def rows(self) -> list[list[str]]:
        """The rows of a list in words."""
        return [[in_words(column, row.get(column.name)) for column in self.shown_columns] for row in self.value]


@dataclass(frozen=True)
class Chapter:
    """A part of the rules that people read together."""

    code: str
    title: str
    about: str
    prefixes: tuple[str, ...]
    formulas: tuple[str, ...] = ()


@dataclass(frozen=True)
class Change:
    """One line that a new version says otherwise; `was` or `becomes` is None where a line appears or disappears."""

    was: Leaf | None
    becomes: Leaf | None

    @property
    def leaf(self) -> Leaf:
        """The line itself."""
        leaf = self.becomes or self.was
        assert leaf is not None, "a change has at least one side"
        return leaf

    @property
    def words(self) -> str:
        """The change in one sentence, as the question to the committee says it."""
        was, becomes = (leaf.words if leaf else "нет" for leaf in (self.was, self.becomes))
        return f"{self.leaf.label}: {was} → {becomes}"


@cache
def _file() -> dict[str, Any]:
    return dict(rulebook.read("regulation-schema.json"))


@cache
def chapters() -> tuple[Chapter, ...]:
    """The chapters in the order in which they are read."""
    return tuple(
        Chapter(row["code"], row["title"], row["about"], tuple(row["prefixes"]), tuple(row.get("formulas", ())))
        for row in _file()["chapters"]
    )


def chapter_of(path: str) -> str:
    """The code of the chapter in which a path stands; the last one takes what nobody has claimed."""
    head = path.removeprefix(f"{TERMS}.").partition(".")[0]
    return next((chapter.code for chapter in chapters() if head in chapter.prefixes), chapters()[-1].code)


@cache
def columns_of_a_term() -> tuple[Column, ...]:
    """What a term consists of."""
    return tuple(Column.read(name, row) for name, row in _file()["term"].items())


def leaf_at(path: str, value: Any) -> Leaf:
    """The line of a path. A path the schema does not know is shown by its own name: a test sees to it that there is none."""
    if path.startswith(f"{TERMS}."):
        title = str(value["title"])
        return Leaf(path, title[:1].upper() + title[1:], Column(path, title, "term"), value, columns_of_a_term())
    row = _file()["values"].get(path, {"label": path, "kind": "text"})
    columns = tuple(Column.read(name, column) for name, column in row.get("columns", {}).items())
    return Leaf(path, row["label"], Column.read(path, row), value, columns)


def is_known(path: str) -> bool:
    """Has the path words of its own?"""
    return path.startswith(f"{TERMS}.") or path in _file()["values"]


def row_name(path: str) -> str:
    """How a row of a list is called: «Порог»."""
    return str(_file()["values"][path].get("row", "Строка"))


def paths(data: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Every leaf of the data with its path, terms first."""
    for name, term in data.get(TERMS, {}).items():
        yield f"{TERMS}.{name}", term
    for section, node in data.items():
        if section != TERMS:
            yield from _below(section, node)


def _below(path: str, node: Any) -> Iterator[tuple[str, Any]]:
    if not isinstance(node, dict):
        yield path, node
        return
    for name, inner in node.items():
        yield from _below(f"{path}.{name}", inner)


@cache
def _places() -> dict[str, int]:
    """Where each path stands in the file that is shipped: the database does not keep the order of keys."""
    return {path: place for place, (path, _) in enumerate(paths(rulebook.read("regulation-1.json")["data"]))}


def leaves(data: dict[str, Any], chapter: str = "") -> list[Leaf]:
    """The lines of a version, of one chapter if told, as people read them: in the order of the shipped file."""
    lines = [leaf_at(path, value) for path, value in paths(data) if chapter in ("", chapter_of(path))]
    return sorted(lines, key=lambda leaf: _places().get(leaf.path, len(_places())))


def differences(old: dict[str, Any], new: dict[str, Any]) -> list[Change]:
    """Which lines a new version says otherwise, in the order of the chapters."""
    before, after = dict(paths(old)), dict(paths(new))
    changed = [path for path in {**before, **after} if before.get(path) != after.get(path)]
    order = [chapter.code for chapter in chapters()]
    return [
        Change(
            leaf_at(path, before[path]) if path in before else None,
            leaf_at(path, after[path]) if path in after else None,
        )
        for path in sorted(
            changed, key=lambda path: (order.index(chapter_of(path)), _places().get(path, len(_places())))
        )
    ]


def with_changes(data: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """The data of a new version: the old ones and what is changed, {path: value}."""
    new = deepcopy(data)
    for path, value in changes.items():
        steps = [TERMS, path.removeprefix(f"{TERMS}.")] if path.startswith(f"{TERMS}.") else path.split(".")
        node = new
        for step in steps[:-1]:
            node = node.setdefault(step, {})
        node[steps[-1]] = deepcopy(value)
    return new


def formulas(chapter: Chapter, data: dict[str, Any]) -> list[str]:
    """The formulas of a chapter with the numbers of a version in them."""
    values = {path: written(value) for path, value in paths(data) if not isinstance(value, dict | list)}
    return [_filled(text, values) for text in chapter.formulas]


def _filled(text: str, values: dict[str, str]) -> str:
    for path, words in values.items():
        text = text.replace("{" + path + "}", words)
    return text


def faults(data: dict[str, Any]) -> dict[str, str]:
    """{path: what is wrong with its value} (Russian), for every line whose value is not of the kind the schema says."""
    wrong = {}
    for path, value in paths(data):
        leaf = leaf_at(path, value)
        if is_known(path) and not leaf.is_term and (words := _fault_of(leaf)):
            wrong[path] = words
    return wrong


def _fault_of(leaf: Leaf) -> str:
    if not leaf.is_list:
        return leaf.column.fault(leaf.value)
    if not leaf.value:
        return "Нужна хотя бы одна строка."
    faults = (column.fault(row.get(column.name)) for row in leaf.value for column in leaf.columns)
    return next((words for words in faults if words), "")
