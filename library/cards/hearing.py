"""The question about a card to the committee: what is put, with what resolutions, and how far it has come."""

from typing import Any

from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from committee.models import AgendaItem
from library.cards import papers
from library.cards.models import Card
from programme.models import Person

RESOLUTIONS: list[dict[str, Any]] = [
    {"code": "approve", "title": "Одобрить", "outcome": "Об одобрении {about}"},
    {"code": "revise", "title": "Вернуть на доработку", "needs_reasons": True, "outcome": "О доработке {about}", "tone": "warn"},
    {"code": "decline", "title": "Отклонить", "needs_reasons": True, "outcome": "Об отклонении {about}", "tone": "bad"},
    {"code": "defer", "title": "Отложить", "needs_reasons": True, "defers": True, "outcome": "Об отложении рассмотрения {about}"},
]  # fmt: skip


def propose(card: Card, *, by: Person) -> AgendaItem:
    """Put the card before the committee, with the very text it is asked about (L7)."""
    edition = card.current
    assert edition is not None, "only what was submitted is put to the committee"
    text = papers.text(card, edition, by)
    return agenda.propose_item(
        title=f"{card.kind} {quoted(card.title)}"[:400],
        question=f"Карточка № {card.number}, внёс: {card.owner_title}. Текст — документ № {text.number}, отпечаток {edition.sha256}.",
        draft_resolution=f"Одобрить карточку № {card.number} {quoted(card.title)}.",
        resolutions=RESOLUTIONS,
        about=f"карточки {quoted(card.title)}",
        reporter=card.owner_title,
        materials=[text],
        concerned=[card.owner_key],
        conflicted_organizations=[card.organization] if card.organization else [],
        interested_people=[] if card.organization else [card.author],
        by=by,
    )


def is_voted(card: Card) -> bool:
    """Is a vote on, or is its outcome being drawn up?"""
    item = card.agenda_item
    if card.status != Card.Status.ON_COMMITTEE or item is None:
        return False
    return item.status == AgendaItem.Status.VOTING or (bool(item.verdict) and not item.is_concluded)


def take_back(card: Card, *, by: Person, ground: str) -> None:
    """The question goes with the card that is withdrawn."""
    if card.agenda_item and not card.agenda_item.is_settled:
        agenda.withdraw_item(card.agenda_item, ground=ground, by=by)
