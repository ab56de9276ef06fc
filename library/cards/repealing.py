"""What the committee has put in force only the committee repeals: the keeper asks, the committee decides (CARD-30)."""

from typing import Any

from casework.door import Refused
from casework.notify import notify
from casework.reentering import reenter_case
from committee.agenda import actions as agenda
from committee.minutes.papers import quoted
from committee.models import AgendaItem
from journal.record import record
from library.cards.holding import end
from library.cards.models import Card
from programme.models import Person

RESOLUTIONS: list[dict[str, Any]] = [
    {"code": "repeal", "title": "Прекратить", "needs_reasons": True, "outcome": "О прекращении {about}", "tone": "warn"},
    {"code": "keep", "title": "Оставить в силе", "needs_reasons": True, "outcome": "Об оставлении в силе {about}"},
    {"code": "defer", "title": "Отложить", "needs_reasons": True, "defers": True, "outcome": "Об отложении рассмотрения {about}"},
]  # fmt: skip


def is_asked(card: Card) -> bool:
    """Does a question about its repeal lie before the committee?"""
    return card.repeal_item is not None and not card.repeal_item.is_concluded


def ask(card: Card, *, by: Person, ground: str) -> None:
    """The keeper puts the repeal before the committee; the card holds until it has decided."""
    if not card.is_in_force or not card.kind.rule.has_step("committee"):
        raise Refused("Комитет прекращает то, что ввёл сам и что ещё действует.")
    if card.programme_edition_id:
        raise Refused("Редакция программы действует, пока её не заменит следующая.")
    if is_asked(card):
        raise Refused("Вопрос о прекращении карточки уже в комитете.")
    card.repeal_item = agenda.propose_item(
        title=f"О прекращении: {card.kind} {quoted(card.title)}"[:400],
        question=f"Хранитель предлагает прекратить карточку № {card.number}. Основание: {ground}",
        draft_resolution=f"Прекратить карточку № {card.number} {quoted(card.title)}.",
        resolutions=RESOLUTIONS,
        about=f"карточки {quoted(card.title)}",
        reporter=by.short_name,
        materials=[card.document] if card.document else [],
        concerned=[card.owner_key],
        conflicted_organizations=[card.organization] if card.organization else [],
        interested_people=[] if card.organization else [card.author],
        by=by,
    )
    card.save(update_fields=["repeal_item"])
    record(card, "ask_repeal", "В комитет внесён вопрос о прекращении карточки", by=by, ground=ground)
    reenter_case(card.case, "repeal_asked")
    title = "Комитет рассмотрит прекращение вашей карточки"
    notify(card.owner_key, f"card:{card.pk}:repeal:{card.repeal_item.pk}", title, ground, card.get_absolute_url())


def apply_answer(card: Card) -> None:
    """CARD-30, if the committee wants it and the card still holds."""
    item: AgendaItem | None = card.repeal_item
    assert item is not None, "the committee has been asked"
    if item.is_effective and item.verdict == "repeal" and card.is_in_force:
        end(card, by=None, ground=f"{item.paper}. {item.reasons}")
    else:
        record(card, "not_repealed", "Карточка не прекращена", ground=item.reasons or item.motive)
