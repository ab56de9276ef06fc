"""A card before the committee: the question with its text, the answer, what becomes of the card (CARD-10, 15, 21…26)."""

from typing import Any

from django.utils import timezone

from casework.appealing import is_appealed
from casework.door import Refused
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from committee.models import AgendaItem
from documents.models import Document
from journal.record import record
from library.cards import papers
from library.cards.carrying import go
from library.cards.holding import issue_sheet, put_in_force
from library.cards.models import Card
from library.links.reading import disputed
from programme.models import Person

Status = Card.Status
CONTESTED = "Заключение экспертизы обжалуется: до решения апелляционной комиссии этот шаг не делается."

RESOLUTIONS: list[dict[str, Any]] = [
    {"code": "approve", "title": "Одобрить", "outcome": "Об одобрении {about}"},
    {"code": "revise", "title": "Вернуть на доработку", "needs_reasons": True, "outcome": "О доработке {about}", "tone": "warn"},
    {"code": "decline", "title": "Отклонить", "needs_reasons": True, "outcome": "Об отклонении {about}", "tone": "bad"},
    {"code": "defer", "title": "Отложить", "needs_reasons": True, "defers": True, "outcome": "Об отложении рассмотрения {about}"},
]  # fmt: skip


def propose(card: Card, *, by: Person | None) -> AgendaItem:
    """Put the card before the committee, with the very text it is asked about and the conclusion about that text (L7)."""
    edition = card.current
    assert edition is not None, "only what was submitted is put to the committee"
    text, others = papers.text(card, edition, by), disputed(card)
    return agenda.propose_item(
        title=f"{card.kind} {quoted(card.title)}"[:400],
        question=f"Карточка № {card.number}, внёс: {card.owner_title}. Текст — документ № {text.number}, отпечаток {edition.sha256}."
        + _at_odds(others),
        draft_resolution=f"Одобрить карточку № {card.number} {quoted(card.title)}.",
        resolutions=RESOLUTIONS,
        about=f"карточки {quoted(card.title)}",
        reporter=card.owner_title,
        materials=[text, *_conclusion(card), *(other.document for other in others if other.document)],
        concerned=[card.owner_key],
        conflicted_organizations=[card.organization] if card.organization else [],
        interested_people=[] if card.organization else [card.author],
        by=by,
    )


def _conclusion(card: Card) -> list[Document]:
    conclusion = card.expertise.conclusion if card.expertise else None
    return [conclusion] if conclusion and not conclusion.is_annulled else []


def _at_odds(others: list[Card]) -> str:
    """Cards that say something else about the same: the committee sees both."""
    words = "; ".join(f"№ {other.number} «{other.title}» ({other.get_status_display().lower()})" for other in others)
    return f" Спорит с карточками: {words}." if words else ""


def is_voted(card: Card) -> bool:
    """Is a vote on, or is its outcome being drawn up?"""
    item = card.agenda_item
    if card.status != Card.Status.ON_COMMITTEE or item is None:
        return False
    return item.status == AgendaItem.Status.VOTING or (bool(item.verdict) and not item.is_concluded)


def take_back(card: Card, *, by: Person | None, ground: str) -> None:
    """The question goes with the card that is withdrawn."""
    if card.agenda_item and not card.agenda_item.is_settled:
        agenda.withdraw_item(card.agenda_item, ground=ground, by=by)


def bring(card: Card, *, by: Person) -> None:
    """CARD-10: neither a discussion nor an expertise stands on the way of its kind."""
    card.agenda_item = propose(card, by=by)
    go(card.bring, "Карточка внесена в комитет", by=by, at=timezone.now())


def bring_again(card: Card, *, by: Person, title: str, facts: dict[str, Any]) -> None:
    """CARD-15: what its author has revised, or left as it is; `title` and `facts` are for the journal."""
    card.agenda_item = propose(card, by=by)
    go(card.bring_again, title, by=by, payload=facts)


def put_again(card: Card, *, by: Person) -> None:
    """CARD-25, or once more after the question has ended without an answer: the same edition. Not while its conclusion is appealed."""
    if card.expertise is not None and is_appealed(card.expertise):
        raise Refused(CONTESTED)
    card.agenda_item = propose(card, by=by)
    if card.status == Status.DEFERRED:
        card.deferred_until = None
        go(card.return_to_agenda, "Вопрос возвращён в повестку", by=by)
        return
    card.save(update_fields=["agenda_item"])
    record(card, "put_again", "Вопрос внесён в комитет снова", by=by)


def apply_verdict(card: Card) -> None:
    """CARD-21…CARD-24, CARD-26: what the committee has decided, once it binds; a deferral, once its minutes are signed."""
    item = card.agenda_item
    assert item is not None, "the committee has heard the question"
    if item.is_effective and item.verdict == "approve" and card.kind.rule.has_step("act"):
        go(card.approve, f"Комитет одобрил карточку, нужен акт: {item.paper}", ground=str(item.paper))
    elif item.is_effective and item.verdict == "approve":
        issue_sheet(card, None)
        put_in_force(card, card.adopt, f"Комитет одобрил карточку: {item.paper}", None)
    elif item.is_effective and item.verdict == "decline":
        card.ground = f"{item.paper}. {item.reasons}"
        go(card.reject, "Комитет отклонил карточку", ground=card.ground, at=timezone.now())
    elif item.is_effective and item.verdict == "revise":
        card.remarks = item.reasons
        go(card.send_to_revision, "Комитет вернул карточку на доработку", ground=f"{item.paper}. {item.reasons}")
    elif item.deferred_until and item.is_settled:
        card.deferred_until = item.deferred_until
        go(card.defer, f"Комитет отложил вопрос до {item.deferred_until:%d.%m.%Y}", ground=item.reasons)
    else:
        record(card, "not_decided", "Вопрос закончился без решения, его вносят снова", ground=item.motive)
    if card.status in (Status.DECLINED, Status.REVISION, Status.DEFERRED, Status.PENDING_ACT):
        title = f"Комитет рассмотрел карточку: {card.get_status_display().lower()}"
        notify(card.owner_key, f"card:{card.pk}:verdict:{item.pk}", title, str(card), card.get_absolute_url())
