"""The papers of an edition: its project, announcement, fixed text, outcome, inventory."""

from typing import Any

from casework import workdays
from documents.evidence import facts
from documents.models import Document
from documents.registers.kinds import Kind
from programme.models import Person, Sector
from programme.regulations.terms import term_count
from protocol.amendments.models import Amendment
from protocol.editions.articles import ArticleText
from protocol.editions.models import ProtocolEdition
from protocol.issuing import Purpose, issue_for
from protocol.signatories.counting import Count


def article(text: ArticleText) -> dict[str, Any]:
    """An article as papers carry it."""
    return {
        "number": text.position,
        "code": text.article.code,
        "title": text.title,
        "text": text.text.splitlines(),
        "indicator": text.indicator,
        "is_essential": text.is_essential,
        "binds": text.bound,
        "dropped": text.dropped,
    }


def whole_text(edition: ProtocolEdition) -> dict[str, Any]:
    """The text of an edition."""
    return {
        "preamble": edition.preamble.splitlines(),
        "articles": [article(text) for text in edition.texts],
        "ground": edition.ground,
    }


def project(edition: ProtocolEdition, *, by: Person) -> Document:
    """KP-02: the project as it goes to the group, and later to the committee."""
    return issue_for(
        edition, Purpose.PROJECT, title=f"Проект редакции № {edition.number} Красноярского протокола",
        snapshot={**whole_text(edition), "is_project": True}, template="edition", kind=Kind.EDITION,
        is_public=edition.published_at is not None, by=by,
    )  # fmt: skip


def edition(edition: ProtocolEdition, ground: str) -> Document:
    """KP-09: the one file everybody signs."""
    return issue_for(
        edition, Purpose.EDITION, title="Красноярский протокол", kind=Kind.EDITION, register="editions",
        snapshot={**whole_text(edition), "is_project": False, "approved": ground, "rule": rule_of_change(edition)}, template="edition", is_open=True,
    )  # fmt: skip


def rule_of_change(edition: ProtocolEdition) -> dict[str, int]:
    """How the next edition will be confirmed, in working days: the text that is signed says it itself."""
    terms = {"confirmation": "protocol.confirmation", "objection": "protocol.objection", "old": "protocol.old_edition"}
    return {name: edition.case.regulation.term(term).days for name, term in terms.items()}


def announcement(edition: ProtocolEdition, text: str, *, by: Person) -> Document:
    """KP-03: what is discussed, until when, how to take part."""
    term = term_count(edition.case.regulation, "discussion.min_protocol")
    until = edition.topic.ends_on if edition.topic else None
    assert until is not None, "the discussion has been announced, and it may last longer than the least term"
    intake = workdays.add(until, edition.case.term("protocol.amendments").days)
    return issue_for(
        edition, Purpose.ANNOUNCEMENT, title=f"О публичном обсуждении редакции № {edition.number} Красноярского протокола",
        kind=Kind.ANNOUNCEMENT, register="announcements", template="announcement", by=by,
        snapshot={
            "lead": text.splitlines(),
            "until": until,
            "intake": intake,
            "supporters": edition.case.regulation.data["protocol"]["authors_group_min"],
            "articles": [article(row) for row in edition.living_texts],
            facts.KEY: [term],
        },
    )  # fmt: skip


def known_to_committee(edition: ProtocolEdition) -> str:
    """What the members should know before they vote on the edition."""
    assert edition.topic is not None, "an edition has been discussed before the committee hears of it"
    counted = {status: edition.amendments.filter(status=status).count() for status in Amendment.Status.values}
    return (
        f"Обсуждение шло до {edition.topic.ends_on:%d.%m.%Y}; показано сообщений — {edition.topic.messages.readable().count()}. "
        f"Поправок внесено — {edition.amendments.count()}: принято — {counted['accepted']}, принято частично — {counted['accepted_partly']}, "
        f"отклонено — {counted['declined']}. Статей в редакции — {edition.living_texts.count()}. "
        "Для одобрения нужно две трети голосов комитета."
    )


def outcome(edition: ProtocolEdition, count: Count) -> Document:
    """KP-12, KP-13: the signatures counted, and what follows."""
    return issue_for(
        edition, Purpose.OUTCOME, title=f"Об итогах подписания редакции № {edition.number} Красноярского протокола",
        kind=Kind.ANNOUNCEMENT, register="announcements", template="outcome",
        snapshot={
            "in_force": edition.in_force_at,
            "lapsed": edition.lapsed_at,
            "total": count.total,
            "sectors": [[str(label), count.by_sector[code]] for code, label in Sector.choices],
            "minimum": count.rules.minimum,
            "per_sector": count.rules.per_sector,
            "missing": count.missing,
        },
    )  # fmt: skip


def inventory(edition: ProtocolEdition, *, by: Person) -> Document:
    """KP-15: everything that was issued on the way of the edition."""
    rows = [
        {
            "number": paper.document.number,
            "date": paper.document.date,
            "title": paper.document.title,
            "purpose": str(paper.get_purpose_display()),
        }
        for paper in edition.papers.select_related("document")
    ]
    return issue_for(
        edition, Purpose.INVENTORY, title=f"Опись документов редакции № {edition.number} Красноярского протокола",
        snapshot={"rows": rows, "status": str(edition.get_status_display())}, template="inventory", by=by,
    )  # fmt: skip
