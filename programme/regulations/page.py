"""What the public pages of the rules show: a version by chapters, all versions with their dates, the difference of two."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from casework.textdiff import Piece, exchange
from programme.periods import today
from programme.regulations import scales, schema
from programme.regulations.criteria import CriteriaSet
from programme.regulations.models import Regulation

MOST = 100  # versions on a page


@dataclass(frozen=True)
class Part:
    """A chapter of a version: terms in one table, everything else beside."""

    chapter: schema.Chapter
    formulas: list[str]
    terms: list[schema.Leaf]
    values: list[schema.Leaf]
    lists: list[schema.Leaf]


@dataclass(frozen=True)
class Version:
    """A version among others: from which day till which, and whether it is in force today."""

    row: Any
    until: date | None  # the first day of the next version
    state: str  # "past", "now", "future"

    @property
    def tone(self) -> str:
        """The kind of its chip."""
        return {"now": "ok", "future": "warn"}.get(self.state, "info")

    @property
    def words(self) -> str:
        """Its state in words."""
        return {"now": "действует", "future": "вступит в силу", "past": "утратила силу"}[self.state]


@dataclass(frozen=True)
class Marked:
    """A changed line, with its words marked."""

    label: str
    pieces: list[Piece]


def parts(regulation: Regulation) -> list[Part]:
    """A version by its chapters."""
    lines = schema.leaves(regulation.data)
    return [_part(chapter, regulation, lines) for chapter in schema.chapters()]


def _part(chapter: schema.Chapter, regulation: Regulation, lines: list[schema.Leaf]) -> Part:
    mine = [leaf for leaf in lines if schema.chapter_of(leaf.path) == chapter.code]
    return Part(
        chapter,
        schema.formulas(chapter, regulation.data),
        [leaf for leaf in mine if leaf.is_term],
        [leaf for leaf in mine if not leaf.is_term and not leaf.is_list],
        [leaf for leaf in mine if leaf.is_list],
    )


def versions_of(rows: Iterable[Any]) -> list[Version]:
    """The versions of one code, the newest first, each with the days on which it holds."""
    lines: list[Version] = []
    following: date | None = None
    is_known = False
    for row in sorted(rows, key=lambda row: row.version, reverse=True):
        state = "future" if row.valid_from > today() else "past" if is_known else "now"
        lines.append(Version(row, following, state))
        is_known = is_known or state == "now"
        following = row.valid_from
    return lines


def regulations() -> list[Version]:
    """All versions of the rules."""
    rows = (
        Regulation.objects.filter(code=Regulation.MAIN).select_related("document").defer("data", "document__snapshot")
    )
    return versions_of(rows[:MOST])


def sets() -> list[tuple[CriteriaSet, list[Version]]]:
    """Every set of criteria with all its versions: (the one in force, versions), in the order of their codes."""
    rows: dict[str, list[CriteriaSet]] = {}
    for row in CriteriaSet.objects.select_related("document").defer("document__snapshot"):
        rows.setdefault(row.code, []).append(row)
    lines = [versions_of(versions) for _, versions in sorted(rows.items())]
    return [
        (next((line.row for line in versions if line.state == "now"), versions[0].row), versions) for versions in lines
    ]


def marked_changes(old: Regulation, new: Regulation) -> list[tuple[schema.Chapter, list[Marked]]]:
    """What a version says otherwise than another, by chapters."""
    changes = schema.differences(old.data, new.data)
    lines = [
        (chapter, [_marked(change) for change in changes if schema.chapter_of(change.leaf.path) == chapter.code])
        for chapter in schema.chapters()
    ]
    return [(chapter, marked) for chapter, marked in lines if marked]


def _marked(change: schema.Change) -> Marked:
    was, becomes = (leaf.words if leaf else "" for leaf in (change.was, change.becomes))
    return Marked(change.leaf.label, exchange(was, becomes))


def marked_criteria(old: CriteriaSet, new: CriteriaSet) -> list[Marked]:
    """What a version of a set says otherwise than another."""
    sides = (scales.rows_of(row.criteria.all()) for row in (old, new))
    return [Marked(line.label, exchange(line.was or "", line.becomes or "")) for line in scales.differences(*sides)]
