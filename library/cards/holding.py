"""A card comes into force: its paper, its last day, the end of the card before it (CARD-29). Under the lock of its case."""

from datetime import date
from typing import Any

from django.utils import timezone

from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from committee.agenda import actions as agenda
from committee.models import AgendaItem
from library.cards import papers
from library.cards.carrying import go
from library.cards.editing import changed
from library.cards.models import Card, CardEdition
from library.outside import actions as outside
from programme.models import Person


def issue_sheet(card: Card, by: Person | None) -> None:
    """The paper of a kind that has one."""
    if card.kind.rule.paper and card.current:
        card.document = papers.sheet(card, card.current, by)


def put_in_force(card: Card, verb: Any, title: str, by: Person | None) -> None:
    """The card before it is superseded; this one holds until its last day."""
    edition = card.current
    assert edition is not None, "what comes into force has been frozen"
    last = edition.payload.get(card.kind.rule.expires) if card.kind.rule.expires else None
    card.expires_on = date.fromisoformat(last) if last else None
    _supersede_before(card, edition)
    go(verb, title, by=by, at=timezone.now())
    outside.begin(card, by)
    if not card.kind.rule.is_register:
        notify(card.owner_key, f"card:{card.pk}:in_force", title, f"№ {card.number} «{card}»", card.get_absolute_url())


def end(card: Card, *, by: Person | None, ground: str) -> None:
    """CARD-30: what was entered on its ground stays; nothing is erased."""
    card.ground = ground
    papers.repealed(card, ground, by)
    go(card.repeal, "Карточка прекращена", by=by, ground=ground, at=timezone.now())
    outside.end_with(card)
    _drop_question(card, ground)


def _drop_question(card: Card, ground: str) -> None:
    """What the committee was asked about a card that has ended anyway is taken back, unless a vote is on: then its answer changes nothing."""
    item = card.repeal_item
    if item is not None and not item.is_settled and item.status != AgendaItem.Status.VOTING:
        agenda.withdraw_item(item, ground=ground, by=None)


def _supersede_before(card: Card, edition: CardEdition) -> None:
    """CARD-29, with the list of what has changed; nothing if it was repealed meanwhile."""
    if card.based_on is None:
        return
    with locked(card.based_on.case.pk):
        before = Card.objects.get(pk=card.based_on.pk)
        if before.is_in_force and before.current:
            words = "; ".join(changed(card, before.current.statement, edition.statement)) or "без изменений"
            before.ground = f"Заменена карточкой № {card.number}. Изменено: {words}"
            go(before.supersede, f"Заменена карточкой № {card.number}", ground=before.ground, at=timezone.now())
            outside.end_with(before)
            _drop_question(before, before.ground)


def require_stranger(card: Card, by: Person) -> None:
    """L5: the keeper is neither the author nor one of the author's organisation."""
    if card.author_id == by.pk or card.owner_key in by.capacity_keys():
        raise Refused("О своей карточке не решают: это сделает другой хранитель.")
