"""The papers about amendments: the question to the group, the answer to the author, the table, the comparison."""

from typing import Any

from django.db.models import Prefetch

from casework import textdiff
from committee.models import AgendaItem
from documents.letters import letter
from documents.models import Document
from programme.models import Person
from protocol.amendments import collisions
from protocol.amendments.models import Amendment, ProposedChange
from protocol.editions.models import ProtocolEdition
from protocol.issuing import Purpose, issue_for
from protocol.items import item_if_asked
from protocol.roles import INSIDERS
from protocol.subamendments.models import Subamendment

# What the pages and papers need to name the authors of the other words proposed for an amendment.
OTHER_WORDS = Prefetch("subamendments", Subamendment.objects.select_related("amendment", "organization", "author"))
CHOSEN = ("chosen__amendment", "chosen__organization", "chosen__author")  # and of the one that was taken
APPEAL = "Право на обращение по Федеральному закону № 59-ФЗ и в суд сохраняется."


def question(amendment: Amendment, taken: list[Amendment]) -> str:
    """What the group should know before it votes on an amendment."""
    was, proposed = was_and_will(amendment)
    lines = [
        f"Стоит: «{was}».",
        f"Предлагается: «{proposed}».",
        f"Обоснование: {amendment.reasoning}",
    ]
    if amendment.group_wording and amendment.kind != Amendment.Kind.DROP:
        instead = f" вместо слов «{amendment.group_words}»" if amendment.group_words else ""
        lines.append(f"Редакция группы на случай частичного принятия{instead}: «{amendment.group_wording}».")
    lines += [
        f"Поправка № {row.label} ({row.author_name}): «{row.wording}». Обоснование: {row.reasoning}"
        for row in amendment.subamendments.select_related("organization", "author")
    ]
    if taken:
        numbers = ", ".join(f"№ {other.number}" for other in taken)
        lines.append(f"Эти слова уже изменены принятой поправкой {numbers}: принять поправку целиком нельзя.")
    return "\n".join(lines)


def answer(amendment: Amendment, *, title: str, lead: str, by: Person | None) -> Document:
    """3.4.2: the author's answer, a letter of its own."""
    name = amendment.organization.full_name if amendment.organization else amendment.author.get_full_name()
    vote = votes_in_words(item_if_asked(amendment.item_id))
    grounds = [amendment.decision_reasons] if amendment.decision_reasons else []
    if vote:
        grounds.append(f"голосование рабочей группы: {vote}")
    if became(amendment):
        whose = f" {amendment.partly_words}" if amendment.chosen else ""
        grounds.append(f"слова, вошедшие в текст{whose}: «{became(amendment)}»")
    return letter(
        [name], title, lead, readers=[amendment.author_key, *INSIDERS], by=by, grounds=grounds, remarks=[], appeal=APPEAL,
        reference=f"по поправке № {amendment.number} к редакции № {amendment.edition.number}",
    )  # fmt: skip


def votes_in_words(item: AgendaItem | None) -> str:
    """«за — 8, против — 1, воздержались — 0», or nothing if nobody has voted."""
    if item is None:
        return ""
    votes = item.votes_by_sector().values()
    if not votes:
        return ""
    total = {name: sum(row[name] for row in votes) for name in ("for", "against", "abstained")}
    return f"за — {total['for']}, против — {total['against']}, воздержались — {total['abstained']}"


def was_and_will(change: ProposedChange) -> tuple[str, str]:
    """What stands and what is proposed, in words."""
    if change.kind == Amendment.Kind.REPLACE:
        return change.words, change.wording or "(исключить эти слова)"
    if change.kind == Amendment.Kind.DROP:
        return f"статья {change.article_text.position} целиком" if change.article_text else "", "(исключить статью)"
    return "(такой статьи нет)", f"{change.title}. {change.wording}"


def became(amendment: Amendment) -> str:
    """The accepted words; empty if the amendment was not accepted."""
    if amendment.status not in Amendment.TAKEN:
        return ""
    if not amendment.is_accepted_partly:
        return was_and_will(amendment)[1]
    return amendment.group_wording


def _decision(amendment: Amendment) -> str:
    is_partly = amendment.is_accepted_partly and amendment.status == Amendment.Status.INCORPORATED
    return str(amendment.get_status_display()) + (" частично" if is_partly else "")


def amendment_row(amendment: Amendment) -> dict[str, Any]:
    """A row of the table of amendments."""
    was, proposed = was_and_will(amendment)
    item = item_if_asked(amendment.item_id)
    return {
        "number": amendment.number,
        "place": amendment.place,
        "author": amendment.author_name,
        "was": was,
        "proposed": proposed,
        "reasoning": amendment.reasoning,
        "decision": _decision(amendment),
        "became": became(amendment) if amendment.is_accepted_partly else "",
        "became_how": amendment.partly_words,
        "others": [
            {"label": row.label, "author": row.author_name, "wording": row.wording, "reasoning": row.reasoning}
            for row in amendment.subamendments.all()
        ],
        "reasons": amendment.decision_reasons or amendment.check_reasons,
        "votes": votes_in_words(item),
        "disputed_by": amendment.disputed_by,
        "answer": amendment.answer.number if amendment.answer else "",
        "collides": [other.number for other in collisions.of(amendment)],
    }  # fmt: skip


def amendments(edition: ProtocolEdition, *, by: Person) -> Document:
    """KP-06: every amendment, what became of it and why."""
    rows = edition.amendments.select_related("article_text", "organization", "answer", *CHOSEN)
    ordered = sorted(
        rows.prefetch_related(OTHER_WORDS),
        key=lambda amendment: (amendment.article_text.position if amendment.article_text else 999, amendment.number),
    )
    counted = {status: sum(amendment.status == status for amendment in ordered) for status in Amendment.Status.values}
    return issue_for(
        edition, Purpose.AMENDMENTS, title=f"Сводная таблица поправок к редакции № {edition.number} Красноярского протокола",
        snapshot={"rows": [amendment_row(amendment) for amendment in ordered], "counted": counted}, template="amendments", by=by,
    )  # fmt: skip


def origins_of(edition: ProtocolEdition) -> dict[int, list[str]]:
    """By whose amendments the articles of an edition were changed, in words (Russian), by the key of the text."""
    rows = edition.amendments.filter(status__in=Amendment.TAKEN)
    added = {text.title: text.pk for text in edition.texts if not text.project}
    origins: dict[int, list[str]] = {}
    for row in rows.select_related("organization", *CHOSEN):
        how = f" {row.partly_words}" if row.is_accepted_partly else ""
        if text := row.article_text_id or added.get(row.title):
            origins.setdefault(text, []).append(f"Поправка № {row.number} ({row.author_name}){how}")
    return origins


def pieces(old: str, new: str) -> list[list[str]]:
    """The difference as a snapshot keeps it."""
    return [[piece.kind, piece.text] for piece in textdiff.difference(old, new)]


def comparison(edition: ProtocolEdition, *, by: Person) -> Document:
    """KP-06: the text as published beside the text as it comes to the committee, with every change marked."""
    origins = origins_of(edition)
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
            "origins": origins.get(text.pk, []),
        }
        for text in edition.texts
    ]
    return issue_for(
        edition, Purpose.COMPARISON, title=f"Сравнительный текст редакции № {edition.number} Красноярского протокола",
        snapshot={"rows": rows, "changed": sum(not row["is_same"] for row in rows)}, template="comparison", by=by,
    )  # fmt: skip
