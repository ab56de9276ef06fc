"""The papers of an edition: their snapshots, and who may read them (domain 4.4; регламент 3.4, «Документы»)."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from casework import workdays
from committee.models import AgendaItem
from documents.actions import issue
from documents.models import Document
from documents.registers import Kind
from programme.models import Sector
from protocol import collisions, words
from protocol.counting import Count
from protocol.models import Amendment, ArticleText, Comment, Conciliation, EditionPaper, ProtocolEdition

Purpose = EditionPaper.Purpose
COMMITTEE = ["role:committee_chair", "role:committee_secretary", "role:committee_member", "role:working_commission"]
OFFICE = ["role:protocol_editor", "role:clerk", "role:archivist", "role:auditor", *COMMITTEE]
APPEAL = "Право на обращение по Федеральному закону № 59-ФЗ и в суд сохраняется."


def _issue(
    edition: ProtocolEdition, purpose: str, *, title: str, snapshot: dict[str, Any], template: str,
    register: str = "drafts", kind: str = Kind.SHEET, by: Any = None, is_public: bool = True, **more: Any,
) -> Document:  # fmt: skip
    readers = [*OFFICE, *(edition.group.reader_keys() if edition.group else [])]
    document = issue(
        kind=kind,
        title=title,
        snapshot={"edition_number": edition.number, **snapshot},
        template=f"protocol/pdf/{template}.html",
        register=register,
        number_parts={} if register in ("announcements", "notices", "group") else {"edition": edition.number},
        readers=readers,
        is_public=is_public,
        by=by,
        **more,
    )
    EditionPaper.objects.create(edition=edition, document=document, purpose=purpose)
    return document


def article(text: ArticleText) -> dict[str, Any]:
    """An article as papers carry it."""
    return {
        "number": text.position,
        "code": text.article.code,
        "title": text.title,
        "text": text.text.splitlines(),
        "indicator": text.indicator,
        "is_essential": text.is_essential,
        "dropped": text.dropped,
    }


def whole_text(one: ProtocolEdition) -> dict[str, Any]:
    """The text of an edition."""
    return {
        "preamble": one.preamble.splitlines(),
        "articles": [article(text) for text in one.texts],
        "ground": one.ground,
    }


def project(edition: ProtocolEdition, *, by: Any) -> Document:
    """KP-02: the project as it goes to the group, and later to the committee."""
    return _issue(
        edition, Purpose.PROJECT, title=f"Проект редакции № {edition.number} Красноярского протокола",
        snapshot={**whole_text(edition), "is_project": True}, template="edition", kind=Kind.EDITION,
        is_public=edition.published_at is not None, by=by,
    )  # fmt: skip


def edition(one: ProtocolEdition, ground: str) -> Document:
    """KP-09: the one file everybody signs."""
    return _issue(
        one, Purpose.EDITION, title="Красноярский протокол", kind=Kind.EDITION, register="editions",
        snapshot={**whole_text(one), "is_project": False, "approved": ground}, template="edition", is_open=True,
    )  # fmt: skip


def last_day(edition: ProtocolEdition, deadline: str) -> date:
    """The last day of a term that begins today."""
    return workdays.local_date(workdays.due(edition.case.term(deadline)))


def announcement(edition: ProtocolEdition, text: str, *, by: Any) -> Document:
    """KP-03: what is discussed, until when, how to take part."""
    until = last_day(edition, "discussion.min_protocol")
    intake = workdays.add(until, edition.case.term("protocol.amendments").days)
    return _issue(
        edition, Purpose.ANNOUNCEMENT, title=f"О публичном обсуждении редакции № {edition.number} Красноярского протокола",
        kind=Kind.ANNOUNCEMENT, register="announcements", template="announcement", by=by,
        snapshot={
            "lead": text.splitlines(),
            "until": until,
            "intake": intake,
            "supporters": edition.case.regulation.data["protocol"]["authors_group_min"],
            "articles": [article(one) for one in edition.living_texts],
        },
    )  # fmt: skip


def comments_of(edition: ProtocolEdition) -> QuerySet[Comment]:
    """Everything said about the edition, in order."""
    rows = Comment.objects.filter(article_text__edition=edition).select_related(
        "article_text", "organization", "author"
    )
    return rows.order_by("article_text__position", "pk")


def feedback(edition: ProtocolEdition, lead: str, *, by: Any) -> Document:
    """KP-05: what was said and what was answered."""
    comments = comments_of(edition)
    shown = comments.filter(is_published=True)
    return _issue(
        edition, Purpose.FEEDBACK, title=f"Свод отзывов о проекте редакции № {edition.number} Красноярского протокола",
        template="feedback", by=by,
        snapshot={
            "lead": lead.splitlines(),
            "from": edition.published_at,
            "to": edition.discussed_at,
            "total": comments.count(),
            "shown": shown.count(),
            "rejected": comments.filter(is_published=False).count(),
            "rows": [
                {
                    "number": one.article_text.position, "article": one.article_text.title, "author": one.author_name,
                    "date": workdays.local_date(one.at), "text": one.text.splitlines(), "answer": one.answer.splitlines(),
                }
                for one in shown
            ],
        },
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


def list_of_disputes(edition: ProtocolEdition, rows: list[Amendment]) -> Document:
    """KP-07."""
    return _issue(
        edition, Purpose.DISPUTES, title=f"Перечень спорных статей редакции № {edition.number}", template="disputes",
        snapshot={"rows": [amendment_row(one) for one in rows]},
    )  # fmt: skip


def conciliation(sitting: Conciliation) -> Document:
    """KP-08: what the co-chairs said, line by line."""
    lines = sitting.lines.select_related("amendment__article_text", "amendment__organization").prefetch_related(
        "answers__voice"
    )
    chairs = list(sitting.voices.select_related("person").order_by("pk"))
    sectors = dict(Sector.choices)
    return _issue(
        sitting.edition, Purpose.CONCILIATION, kind=Kind.MINUTES, register="group", template="conciliation",
        title=f"Согласительного заседания {sitting.number} по редакции № {sitting.edition.number}",
        snapshot={
            "sitting": sitting.number,
            "chairs": [{"name": one.person.short_name, "sector": str(sectors[one.sector]), "answered": bool(one.answered_at)} for one in chairs],
            "lines": [
                {
                    **amendment_row(line.amendment),
                    "outcome": str(line.get_outcome_display()),
                    "wording": line.wording,
                    "why": line.reasons,
                    "answers": [_said(line, chair) for chair in chairs],
                    "agreed": line.answers.filter(agrees=True).count() == len(chairs),
                }
                for line in lines
            ],
        },
    )  # fmt: skip


def _said(line: Any, chair: Any) -> dict[str, str]:
    said = next((one for one in line.answers.all() if one.voice_id == chair.pk), None)
    words = "не ответил в срок" if said is None else "согласен" if said.agrees else f"не согласен: {said.reasons}"
    return {"name": chair.person.short_name, "words": words}


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
    if taken:
        numbers = ", ".join(f"№ {one.number}" for one in taken)
        lines.append(f"Эти слова уже изменены принятой поправкой {numbers}: принять поправку целиком нельзя.")
    return "\n".join(lines)


def known_to_committee(edition: ProtocolEdition) -> str:
    """What the members should know before they vote on the edition."""
    counted = {status: edition.amendments.filter(status=status).count() for status in Amendment.Status.values}
    return (
        f"Обсуждение длилось 20 рабочих дней; опубликовано отзывов — {comments_of(edition).filter(is_published=True).count()}. "
        f"Поправок внесено — {edition.amendments.count()}: принято — {counted['accepted']}, принято частично — {counted['accepted_partly']}, "
        f"отклонено — {counted['declined']}. Статей в редакции — {edition.living_texts.count()}. "
        "Для одобрения нужно две трети голосов комитета."
    )


def answer(amendment: Amendment, *, title: str, lead: str, by: Any) -> Document:
    """3.4.2: the author's answer, a letter of its own."""
    name = amendment.organization.full_name if amendment.organization else amendment.author.get_full_name()
    vote = votes_in_words(AgendaItem.objects.filter(pk=amendment.item_id).first())
    grounds = [amendment.decision_reasons] if amendment.decision_reasons else []
    if vote:
        grounds.append(f"голосование рабочей группы: {vote}")
    if became(amendment):
        grounds.append(f"слова, вошедшие в текст: «{became(amendment)}»")
    return issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot={
            "addressee": [name],
            "reference": f"по поправке № {amendment.number} к редакции № {amendment.edition.number}",
            "lead": lead,
            "grounds": grounds,
            "remarks": [],
            "what_to_do": "",
            "until": "",
            "appeal": APPEAL,
            "executor": {"name": by.short_name if by else "", "phone": by.phone if by else ""},
        },
        template="documents/pdf/notice.html",
        register="notices",
        readers=[amendment.author_key, *OFFICE],
        by=by,
    )


def outcome(edition: ProtocolEdition, count: Count) -> Document:
    """KP-12, KP-13: the signatures counted, and what follows."""
    return _issue(
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


def inventory(edition: ProtocolEdition, *, by: Any) -> Document:
    """KP-15: everything that was issued on the way of the edition."""
    rows = [
        {
            "number": one.document.number,
            "date": one.document.date,
            "title": one.document.title,
            "purpose": str(one.get_purpose_display()),
        }
        for one in edition.papers.select_related("document")
    ]
    return _issue(
        edition, Purpose.INVENTORY, title=f"Опись документов редакции № {edition.number} Красноярского протокола",
        snapshot={"rows": rows, "status": str(edition.get_status_display())}, template="inventory", by=by,
    )  # fmt: skip
