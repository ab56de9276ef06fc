"""The papers of a matter: the letter of the city, the reminder after silence, the statement of how it ended. Everybody reads them."""

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from library.outside.models import ExternalMatter
from programme.models import Person

END = "library/pdf/matter.html"


def _letter(matter: ExternalMatter, title: str, words: str, reference: str, by: Person | None) -> Document:
    """A letter in the register of letters; no copy of anybody's answer is in it, so everybody reads it like the card."""
    return issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot={
            "addressee": [matter.addressee], "reference": reference, "lead": words, "grounds": [], "what_to_do": "", "until": "",
            "appeal": "", "executor": {"name": by.short_name if by else "", "phone": by.phone if by else ""},
        },
        template="documents/pdf/notice.html", register="notices", is_public=True, by=by,
    )  # fmt: skip


def letter(matter: ExternalMatter, words: str, by: Person) -> Document:
    """EM-02."""
    card = matter.card
    return _letter(matter, f"{card.kind}: {card.title}"[:300], words, f"карточка № {card.number}", by)


def reminder(matter: ExternalMatter) -> Document:
    """EM-06: the system writes it, the keeper sends it."""
    words = (
        f"Город обратился к вам {matter.sent_on:%d.%m.%Y}, письмо № {matter.sent_number}, и не получил ответа в срок. "
        f"Просим сообщить, рассмотрено ли обращение: {matter.card.title}."
    )
    return _letter(matter, f"Напоминание: {matter.card.title}"[:300], words, f"к письму № {matter.sent_number}", None)


def end(matter: ExternalMatter, ground: str, by: Person | None) -> Document:
    """EM-09: how it ended, with its whole course."""
    card = matter.card
    rows = [
        ["Кому", matter.addressee],
        ["Письмо", f"№ {matter.sent_number} от {matter.sent_on:%d.%m.%Y}" if matter.sent_on else ""],
        ["Ответ", f"{matter.answered_on:%d.%m.%Y}. {matter.answer}" if matter.answered_on else "не получен"],
        ["Что получено", matter.result],
        ["Сумма, ₽", str(matter.amount) if matter.amount else ""],
        ["Действовало по", f"{matter.until:%d.%m.%Y}" if matter.until else ""],
    ]
    return issue(
        kind=Kind.STATEMENT, title=f"О завершении внешнего дела: {card.title}"[:300],
        snapshot={
            "card": {"kind": card.kind.title, "number": card.number, "title": card.title},
            "rows": [row for row in rows if row[1]], "ground": ground.splitlines(), "by": by.short_name if by else "",
        },
        template=END, register="statements", is_public=True, by=by,
    )  # fmt: skip
