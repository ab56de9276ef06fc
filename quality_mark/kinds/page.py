"""What the pages of kinds show: what is in force, one version with its contests, what may be done with it."""

from typing import Any

from casework.pages import Event, history, timeline
from documents.models import Document
from programme.access import has_role
from programme.models import CriteriaSet, Regulation
from quality_mark.contests.models import Contest
from quality_mark.kinds import words
from quality_mark.kinds.models import ContestKind

SHOWN = 10


def kinds(person: Any) -> dict[str, Any]:
    """The kinds in force and, to whoever may read them, drafts."""
    rows = ContestKind.objects.visible_to(person)
    return {"in_force": rows.in_force(), "drafts": rows.filter(status="draft").order_by("code")}


def version_of(code: str, version: int | None, person: Any) -> ContestKind | None:
    """A version the person may read; unless told which, the one in force or the last there was."""
    rows = ContestKind.objects.visible_to(person).filter(code=code).select_related("item").order_by("-version")
    if version is not None:
        return rows.filter(version=version).first()
    return rows.filter(status="in_force").first() or rows.first()


def described(kind: ContestKind) -> dict[str, Any]:
    """The whole kind in words."""
    if not kind.is_described:
        return {}
    rule, regulation = kind.rule, Regulation.in_force()
    sets = {row.code: row for row in CriteriaSet.objects.filter(code__in=rule.sets).order_by("version")}
    return {
        "rule": rule,
        "nominations": words.nominations_of(rule),
        "sets": [sets[code] for code in rule.sets if code in sets],
        "jury": words.jury_words(rule, regulation),
        "levels": [(level, level.reached_from(regulation), words.gives_in_words(level)) for level in rule.levels],
        "sections": words.form_words(rule),
    }


def contests_of(kind: ContestKind, person: Any) -> list[Contest]:
    """The latest contests of the kind, of any version."""
    return list(Contest.objects.visible_to(person).filter(kind__code=kind.code).order_by("-year", "-serial")[:SHOWN])


def versions_of(kind: ContestKind, person: Any) -> list[ContestKind]:
    """The versions of the kind that the person may read, the newest first."""
    return list(ContestKind.objects.visible_to(person).filter(code=kind.code).order_by("-version"))


def papers_of(kind: ContestKind, person: Any) -> list[Document]:
    """The rules on paper and the decision."""
    keys = [kind.paper_id, kind.item.paper.pk if kind.item and kind.item.paper else None]
    return list(Document.objects.visible_to(person).filter(pk__in=[pk for pk in keys if pk]).order_by("-pk"))


def course_of(kind: ContestKind, person: Any) -> list[Event]:
    """What happened: the office's own doings to those inside only."""
    is_inside = has_role(person, "contest_secretary", "auditor")
    entries = history(kind)
    return timeline(entries if is_inside else entries.exclude(after=""), has_grounds=is_inside)
