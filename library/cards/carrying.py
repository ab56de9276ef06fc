"""A card that carries an edition of the programme: what happens to the card happens to the edition in the same act (PE-02…PE-08).

«Обсуждение и экспертизу ведёт карточка рода `program`: CARD-21, 22, 23, 27, 28 и PE-04…08 — одно действие» (8.1). Under the lock of the card's case.
"""

from collections.abc import Callable
from typing import Any

from casework.locking import locked
from execution.editions import actions as editions
from execution.editions.models import ProgrammeEdition
from execution.measures import table
from journal.record import move
from library.acts.models import CardActFile
from library.cards.models import Card
from programme.models import Person

Status = Card.Status
READ = (Status.CHECKING, Status.CONSULTATION, Status.EXPERTISE)


def go(verb: Callable[..., Any], title: str, **facts: Any) -> None:
    """A move of a card, and of what it carries."""
    card: Card = verb.__self__  # type: ignore[attr-defined]
    move(verb, title, **facts)
    if card.programme_edition_id:
        _follow(card, facts.get("by"), facts.get("ground") or card.ground)


def drawn(card: Card) -> dict[str, Any]:
    """What nobody types: the name of the edition and its table, a line a measure, with whatever is empty."""
    edition = card.programme_edition
    if edition is None:
        return {}
    words = {"edition": str(edition), "table": [_line(row) for row in edition.measures.whole().order_by("order")]}
    return {name: words[name] for name in card.kind.rule.drawn}


def _line(measure: Any) -> str:
    row = table.snapshot(measure)
    parts = [
        f"{row['number']}. {row['title']}", *row["items"], row["plan"], *row["mechanism"],
        f"Срок: {row['terms'] or table.NO_TERM}", f"Ответственные: {', '.join(row['bodies']) or table.NO_BODY}", *row["results"],
    ]  # fmt: skip
    return ". ".join(part.strip().rstrip(".") for part in parts if part.strip()) + "."


def _follow(card: Card, by: Person | None, ground: str) -> None:
    edition_of = card.programme_edition
    assert edition_of is not None, "asked for by its own column"
    with locked(edition_of.case.pk):  # type: ignore[attr-defined]
        edition = ProgrammeEdition.objects.get(pk=edition_of.pk)
        if card.status in READ:
            url = card.get_absolute_url()
            editions.hold(edition, course_url=url, by=by, is_open=card.published_at is not None)
        elif card.status == Status.ON_COMMITTEE and edition.status == edition.Status.DRAFT:
            editions.submit(edition, by=by)
        elif card.status in (Status.RETURNED, Status.REVISION, Status.WITHDRAWN):
            _give_back(card, edition, by, ground)
        else:
            _settle(card, edition, by, ground)


def _give_back(card: Card, edition: ProgrammeEdition, by: Person | None, ground: str) -> None:
    """PE-03 if the committee had it; its table may be changed."""
    if edition.status == edition.Status.SUBMITTED:
        editions.consider(edition, by=by, outcome="return", remarks=card.remarks or ground)
    editions.release(edition, by=by, ground=card.remarks or ground, is_left=card.is_final)


def _settle(card: Card, edition: ProgrammeEdition, by: Person | None, ground: str) -> None:
    """PE-04…PE-08."""
    item, state = card.agenda_item, edition.status
    paper = item.paper if item else None
    if card.status == Status.PENDING_ACT:
        editions.consider(edition, by=by, outcome="approve", decision=paper)
    elif card.status == Status.IN_FORCE and state == edition.Status.SUBMITTED:
        editions.consider(edition, by=by, outcome="adopt", decision=paper)
    elif card.status == Status.IN_FORCE and by:
        editions.enact(edition, by=by, is_adopted=True, file=_copy(card), **_act(card))
    elif card.status == Status.DECLINED and state == edition.Status.SUBMITTED:
        editions.consider(edition, by=by, outcome="decline", decision=paper, remarks=item.reasons if item else ground)
    elif card.status == Status.DECLINED and state == edition.Status.PENDING_ACT and by:
        editions.enact(edition, by=by, is_adopted=False, remarks=ground)
    elif card.status == Status.DECLINED:
        editions.release(edition, by=by, ground=ground, is_left=True)


def _act(card: Card) -> dict[str, Any]:
    return {"act_title": card.act_title, "act_number": card.act_number, "act_date": card.act_date}


def _copy(card: Card) -> dict[str, Any] | None:
    """The copy of the act, kept once."""
    row = CardActFile.objects.filter(card=card).first()
    return {"name": row.name, "size": row.size, "sha256": row.sha256} if row else None
