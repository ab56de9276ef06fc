"""What the new version of a draft would say, what is wrong with it, and how it differs: the same questions to every kind of rules."""

from dataclasses import dataclass
from typing import Any

from casework.textdiff import Piece, exchange
from committee.rules.models import RulesDraft
from programme.lists import catalogue
from programme.lists import rows as list_rows
from programme.lists.kinds import kinds
from programme.regulations import checks, scales, schema


@dataclass(frozen=True)
class Line:
    """One line that the draft says otherwise."""

    label: str
    words: str
    pieces: list[Piece]
    chapter: str = ""  # of the regulation


def base_content(draft: RulesDraft) -> Any:
    """What the version it changes says: the data of a regulation, or the rows of a set or of a list."""
    base: Any = draft.base
    if draft.is_regulation:
        return base.data
    return base.rows if draft.is_list else scales.rows_of(base.criteria.all())


def new_content(draft: RulesDraft, base: Any) -> Any:
    """What the new version would say; `base` is `base_content`."""
    return schema.with_changes(base, draft.changes) if draft.is_regulation else draft.changes.get("rows", base)


def still_changing(draft: RulesDraft) -> dict[str, Any]:
    """The changes of a draft without those that the version it changes says already."""
    base = base_content(draft)
    if draft.is_regulation:
        return {
            path: value for path, value in draft.changes.items() if schema.with_changes(base, {path: value}) != base
        }
    return {} if draft.changes.get("rows") == base else draft.changes


def faults(draft: RulesDraft, content: Any) -> list[str]:
    """Why it cannot be adopted as it is (Russian); empty if it can."""
    if draft.is_regulation:
        return checks.faults(content)
    if draft.is_list:
        return list_rows.faults(kinds()[draft.code], content, base_content(draft))
    return scales.faults(content)


def lines(draft: RulesDraft, base: Any, content: Any) -> list[Line]:
    """What changes, and nothing else."""
    if draft.is_regulation:
        return [
            _line(change.leaf.label, change.words, *_sides(change), schema.chapter_of(change.leaf.path))
            for change in schema.differences(base, content)
        ]
    if draft.is_list:
        kind = kinds()[draft.code]
        rows: list[Any] = list(list_rows.differences(kind, base, content, catalogue.columns(kind)))
    else:
        rows = list(scales.differences(base, content))
    return [_line(row.label, row.words, row.was or "", row.becomes or "") for row in rows]


def _sides(change: schema.Change) -> tuple[str, str]:
    return change.was.words if change.was else "", change.becomes.words if change.becomes else ""


def _line(label: str, words: str, was: str, becomes: str, chapter: str = "") -> Line:
    return Line(label, words, exchange(was, becomes), chapter)
