"""What the pages of drafts show: what changes, chapter by chapter, what is wrong, what is foreseen."""

from dataclasses import dataclass
from typing import Any

from casework import rooms
from casework.pages import Event, history, timeline
from committee.rules import content
from committee.rules.content import Line
from committee.rules.models import RulesDraft
from programme.models import Regulation
from programme.regulations import schema
from programme.regulations.effects import Effect


@dataclass(frozen=True)
class Part:
    """A chapter of the regulation and what the draft changes in it."""

    chapter: schema.Chapter
    lines: list[Line]


@dataclass(frozen=True)
class Comparison:
    """A draft against the version it changes."""

    lines: list[Line]
    parts: list[Part]
    faults: list[str]
    is_outdated: bool
    may_confirm: bool  # nothing changes, and the version has come with the system: the committee may confirm it


def compared(draft: RulesDraft) -> Comparison:
    """What the draft changes, and whether it could be adopted."""
    base = content.base_content(draft)
    new = content.new_content(draft, base)
    lines = content.lines(draft, base, new)
    latest = draft.latest
    parts = [Part(chapter, [line for line in lines if line.chapter == chapter.code]) for chapter in schema.chapters()]
    return Comparison(
        lines,
        parts if draft.is_regulation else [],
        content.faults(draft, new),
        draft.is_open and latest.version != draft.base_version,
        not lines and latest.is_shipped,
    )


def effects(draft: RulesDraft) -> list[Effect]:
    """What every room says of the change."""
    base = content.base_content(draft)
    new = content.new_content(draft, base)
    if content.faults(draft, new):
        return []
    answers = [_answers(module, draft, base, new) for module in rooms.modules("foresight")]
    return [effect for effects in answers for effect in effects]


def _answers(module: Any, draft: RulesDraft, base: Any, new: Any) -> list[Effect]:
    if draft.is_regulation:
        return list(module.foresee(*(Regulation(code=draft.code, version=0, data=data) for data in (base, new))))
    name = "foresee_list" if draft.is_list else "foresee_criteria"
    return list(getattr(module, name)(draft.code, base, new)) if hasattr(module, name) else []


def timeline_of(draft: RulesDraft) -> list[Event]:
    """What has happened to the draft."""
    return timeline(history(draft), has_grounds=True)
