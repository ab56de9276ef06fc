"""An appeal against the conclusion about a card: what stands still meanwhile, and where it leads back to (8.7, CARD-33)."""

from typing import Any

from casework import deadlines
from casework.appealing import is_appealed
from casework.door import Refused
from casework.locking import locked
from casework.models import Waiting
from casework.reentering import reenter_case
from documents.models import Document
from expertise.appeals import actions as conclusions
from expertise.appeals import appealing as conclusion
from expertise.models import Expertise
from library.cards import hearing
from library.cards.carrying import go
from library.cards.models import Card
from library.examination.models import CardExamination
from programme.models import Person

Status = Card.Status
VOTING = "Комитет голосует или оформляет решение об этой карточке: решение по апелляции исполняется после его итога."
DECIDED = "Комитет уже решил об этой карточке: обжалуют его решение, а не заключение."
STANDING_STILL = ["revise", "put_again", "return_to_agenda"]


def card_of(expertise: Expertise) -> Card | None:
    """The card whose last expertise it is."""
    return Card.objects.filter(expertise=expertise).select_related("case", "kind", "agenda_item").first()


def stands(expertise: Expertise) -> bool:
    """Is it published, and does the card still follow from it?"""
    card = card_of(expertise)
    if card is None or expertise.status != Expertise.Status.PUBLISHED:
        return False
    is_declined_by_it = card.status == Status.DECLINED and not card.kind.rule.has_step("committee")
    return card.status in (Status.ON_COMMITTEE, Status.REVISION) or is_declined_by_it


def stops(expertise: Expertise) -> str:
    """In words, for the determination."""
    return "доработка карточки и рассмотрение её комитетом"


def suspend(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """EX-19; the clocks of the card stop, and a question nobody has voted on yet leaves the agenda."""
    card = _card(expertise)
    with locked(card.case.pk):
        card = _card(expertise)
        _leave_committee(card, by, "Заключение экспертизы обжалуется")
        for waiting in _steps(card).filter(paused_at=None, due_at__isnull=False):
            deadlines.pause(waiting)
    if Expertise.objects.get(pk=expertise.pk).status == Expertise.Status.PUBLISHED:
        conclusions.contest(expertise, by=by, ground=ground)


def resume(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """EX-20, and the clocks run on; not as long as another appeal about the same conclusion runs."""
    if is_appealed(expertise):
        return
    card = _card(expertise)
    with locked(card.case.pk):
        for waiting in _steps(card).exclude(paused_at=None):
            deadlines.resume(waiting)
    conclusions.let_stand(expertise, by=by, ground=ground)


def satisfy(
    expertise: Expertise, *, remedy: str, by: Person | None, ground: str, paper: Document | None = None
) -> None:
    """EX-21 or EX-24, and CARD-33. Not while a vote is on."""
    with locked(_card(expertise).case.pk):
        card = _card(expertise)
        if hearing.is_voted(card):
            raise Refused(VOTING)
        _leave_committee(card, by, ground)
        _come_back(card, by, ground)
        if new := conclusion.change(expertise, remedy=remedy, by=by, ground=ground, paper=paper):
            edition = expertise.card_examination.edition
            card.expertise = new
            CardExamination.objects.create(card=card, edition=edition, expertise=new)
        card.ground, card.remarks = "", ""
        go(card.return_to_expertise, "Карточка возвращена на экспертизу по апелляции", by=by, ground=ground)
        reenter_case(card.case, "assessed_again")


def _card(expertise: Expertise) -> Card:
    card = card_of(expertise)
    assert card is not None, "only the conclusion about a card is appealed here"
    return card


def _steps(card: Card) -> Any:
    rows = Waiting.objects.open().filter(process=card.case).select_related("task")
    wanted = [row.pk for row in rows if row.task.flow_task.name in STANDING_STILL]
    return Waiting.objects.filter(pk__in=wanted)


def _come_back(card: Card, by: Person | None, ground: str) -> None:
    """A deferred question is taken up first (CARD-25). Raises Refused when the committee has decided before the appeal was admitted."""
    if card.status == Status.DEFERRED:
        card.deferred_until = None
        go(card.return_to_agenda, "Отложенный вопрос возвращён: заключение отменяется", by=by, ground=ground)
    if card.status not in (Status.ON_COMMITTEE, Status.REVISION, Status.DECLINED):
        raise Refused(DECIDED)


def _leave_committee(card: Card, by: Person | None, ground: str) -> None:
    """A question nobody has voted on yet is taken off the agenda; the secretary puts it again when the appeal is over."""
    if card.status == Status.ON_COMMITTEE and not hearing.is_voted(card):
        hearing.take_back(card, by=by, ground=ground)


RULES = conclusion.rules(
    stands=stands, satisfy=satisfy, stops=stops, suspend=suspend, resume=resume,
)  # fmt: skip
