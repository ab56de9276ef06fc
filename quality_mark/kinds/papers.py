"""The rules of a kind of contests on paper: the draft the committee reads, and what it has adopted (CK-02)."""

from typing import Any

from casework import formats
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.models import CriteriaSet, Person, Regulation
from quality_mark.kinds import words
from quality_mark.kinds.models import ContestKind
from quality_mark.roles import OFFICE_AND_COMMITTEE

TEMPLATE = "quality_mark/pdf/kind.html"


def draft(kind: ContestKind, by: Person) -> Document:
    """What the committee reads before it decides."""
    return issue(
        kind=Kind.ANNOUNCEMENT, title=f"Положение о конкурсах «{kind.title}», версия {kind.version} (проект)", register="announcements",
        template=TEMPLATE, snapshot={**_said(kind), "is_draft": True, "decision": ""}, readers=[*OFFICE_AND_COMMITTEE], by=by,
    )  # fmt: skip


def adopted(kind: ContestKind) -> Document:
    """The rules themselves, public, in the place of their draft."""
    assert kind.item is not None and kind.item.paper is not None, "the committee has decided"
    decision = f"решение комитета от {kind.item.paper.date:%d.%m.%Y} № {kind.item.paper.number}"
    return issue(
        kind=Kind.ANNOUNCEMENT, title=f"Положение о конкурсах «{kind.title}», версия {kind.version}", register="announcements",
        template=TEMPLATE, snapshot={**_said(kind), "is_draft": False, "decision": decision}, readers=[*OFFICE_AND_COMMITTEE],
        is_public=True, supersedes=kind.paper,
    )  # fmt: skip


def _said(kind: ContestKind) -> dict[str, Any]:
    """The whole kind in words and its fingerprint."""
    rule, regulation = kind.rule, Regulation.in_force()
    return {
        "kind": {"code": kind.code, "version": kind.version, "title": kind.title, "about": rule.about},
        "fingerprint": kind.fingerprint,
        "entrants": rule.entrants_words,
        "conditions": rule.conditions(),
        "nominations": [
            {"code": row.code, "title": row.title, "quota": row.quota, "criteria": row.set_words} for row in words.nominations_of(rule)
        ],
        "sections": [
            {"title": section.title, "fields": [place.label for place in section.fields]} for section in rule.sections
        ],
        "sets": [CriteriaSet.in_force(code).title for code in rule.sets],
        "jury": words.jury_words(rule, regulation),
        "levels": [
            {"title": level.title, "from": formats.plain(level.reached_from(regulation)), "gives": words.gives_in_words(level)}
            for level in rule.levels
        ],
        "public_vote": rule.public_vote,
        "site_visits": rule.site_visits,
        "requires_head_act": rule.requires_head_act,
        "hides_entrants": rule.hides_entrants,
        "experts_min": rule.experts_min,
        "blind": rule.blind_words,
    }  # fmt: skip
