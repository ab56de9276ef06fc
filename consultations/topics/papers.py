"""The summary of what came in, with every answer (programme 8.3, «Свод»)."""

from collections import Counter
from typing import Any

from casework import workdays
from consultations.messages.models import Message
from consultations.topics.models import Topic
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from programme.identity.levels import split
from programme.models import Person


def rows_of(topic: Topic) -> list[dict[str, Any]]:
    """Every message that is shown, in order, with its answer; one nobody has checked by its number alone (C6, C7)."""
    statuses = [*Message.READABLE, *Message.UNCHECKED]
    messages = topic.messages.filter(status__in=statuses).select_related("reply", "organization").order_by("number")
    return [_row(message) for message in messages]


def _row(message: Message) -> dict[str, Any]:
    answer = getattr(message, "reply", None)
    return {
        "number": message.number,
        "kind": str(message.get_kind_display()),
        "section": message.section_title,
        "author": message.author_name,
        "date": workdays.local_date(message.at),
        "rating": message.rating,
        "is_checked": message.is_readable,
        "needs_answer": message.needs_answer,
        "text": message.text.splitlines() if message.is_readable else [],
        "by_body": answer.by_body if answer else "",
        "outcome": str(answer.get_outcome_display()) if answer else "",
        "answer": answer.text.splitlines() if answer else [],
    }


def kept_back(topic: Topic) -> list[dict[str, Any]]:
    """How many messages were not shown, by reason; no words of theirs."""
    reasons = {row["code"]: row["text"] for row in topic.case.regulation.value("consultation.refusal_reasons")}
    counts = Counter(topic.messages.filter(status__in=Message.KEPT_BACK).values_list("reason", flat=True))
    return [{"reason": reasons.get(code, "Не исправлено в срок"), "count": n} for code, n in sorted(counts.items())]


def digest(topic: Topic) -> dict[str, Any]:
    """What the summary says, also for papers of other rooms that must account for a discussion (EX-13)."""
    rows = rows_of(topic)
    shown = topic.messages.filter(status__in=Message.READABLE)
    levels = Counter(shown.values_list("level", flat=True))
    return {
        "title": topic.title,
        "from": topic.starts_on,
        "to": topic.ends_on,
        "total": topic.messages.exclude(status=Message.Status.WITHDRAWN).count(),
        "shown": sum(row["is_checked"] for row in rows),
        "kept_back": kept_back(topic),
        "levels": split(dict(levels), int(topic.case.regulation.value("identity.smallest_group"))),
        "rows": rows,
    }


def summary(topic: Topic, lead: str, by: Person | None) -> Document:
    """CS-05, CS-08: open to everybody."""
    about = {"title": topic.object_title, "version": topic.object_version}
    return issue(
        kind=Kind.SUMMARY,
        title=f"По итогам обсуждения «{topic}»"[:400],
        snapshot={"lead": lead.splitlines(), "object": about, "discussion": digest(topic)},
        template="consultations/pdf/summary.html",
        register="consultations",
        is_public=True,
        by=by,
    )
