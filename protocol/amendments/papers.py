"""The papers of an edition: their snapshots, and who may read them (domain 4.4; регламент 3.4, «Документы»)."""

from typing import TYPE_CHECKING, Any

from committee.models import AgendaItem
from documents.models import Document
from protocol import words
from protocol.amendments import collisions
from protocol.amendments.models import Amendment
from protocol.editions.models import ProtocolEdition
from protocol.issuing import Purpose, _issue

if TYPE_CHECKING:
    pass


def votes_in_words(item: AgendaItem | None) -> str:
    """«за — 8, против — 1, воздержались — 0», or nothing if nobody has voted."""
    if item is None:
        return ""
    votes = item.votes_by_sector().values()
    if not votes:
        return ""
    total = {name: sum(row[name] for row in votes) for name in ("for", "against", "abstained")}
    return f"за — {total['for']}, против — {total['against']}, воздержались — {total['abstained']}"


def was_and_will(one: Any) -> tuple[str, str]:
    """What stands and what is proposed, in words."""
    if one.kind == Amendment.Kind.REPLACE:
        return one.words, one.wording or "(исключить эти слова)"
    if one.kind == Amendment.Kind.DROP:
        return f"статья {one.article_text.position} целиком" if one.article_text else "", "(исключить статью)"
    return "(такой статьи нет)", f"{one.title}. {one.wording}"


def became(one: Amendment) -> str:
    """What the words have become if the amendment was accepted."""
    if one.status not in Amendment.TAKEN:
        return ""
    if not one.is_accepted_partly:
        return was_and_will(one)[1]
    return one.group_wording


def amendment_row(one: Amendment) -> dict[str, Any]:
    """A row of the table of amendments."""
    was, proposed = was_and_will(one)
    item = AgendaItem.objects.filter(pk=one.item_id).first()
    return {
        "number": one.number,
        "place": one.place,
        "author": one.author_name,
        "was": was,
        "proposed": proposed,
        "reasoning": one.reasoning,
        "decision": str(one.get_status_display()) + (" частично" if one.is_accepted_partly and one.status == "incorporated" else ""),
        "became": became(one) if one.is_accepted_partly else "",
        "reasons": one.decision_reasons or one.check_reasons,
        "votes": votes_in_words(item),
        "disputed_by": one.disputed_by,
        "answer": one.answer.number if one.answer else "",
        "collides": [other.number for other in collisions.of(one)],
    }  # fmt: skip


def amendments(edition: ProtocolEdition, *, by: Any) -> Document:
    """KP-06: every amendment, what became of it and why."""
    rows = edition.amendments.select_related("article_text", "organization", "answer")
    ordered = sorted(rows, key=lambda one: (one.article_text.position if one.article_text else 999, one.number))
    counted = {status: sum(one.status == status for one in ordered) for status in Amendment.Status.values}
    return _issue(
        edition, Purpose.AMENDMENTS, title=f"Сводная таблица поправок к редакции № {edition.number} Красноярского протокола",
        snapshot={"rows": [amendment_row(one) for one in ordered], "counted": counted}, template="amendments", by=by,
    )  # fmt: skip


def pieces(old: str, new: str) -> list[list[str]]:
    """The difference as a snapshot keeps it."""
    return [[piece.kind, piece.text] for piece in words.difference(old, new)]


def comparison(edition: ProtocolEdition, *, by: Any) -> Document:
    """KP-06: the text as published beside the text as it comes to the committee, with every change marked."""
    rows = [
        {
            "number": text.position,
            "title": text.title,
            "old": text.project.splitlines(),
            "pieces": pieces(text.project, "" if text.dropped else text.text),
            "new": [] if text.dropped else text.text.splitlines(),
            "dropped": text.dropped,
            "is_new": not text.project,
            "is_same": not text.dropped and text.project == text.text,
        }
        for text in edition.texts
    ]
    return _issue(
        edition, Purpose.COMPARISON, title=f"Сравнительный текст редакции № {edition.number} Красноярского протокола",
        snapshot={"rows": rows, "changed": sum(not row["is_same"] for row in rows)}, template="comparison", by=by,
    )  # fmt: skip
