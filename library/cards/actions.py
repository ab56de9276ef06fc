"""A card from its draft to the register and out of it (CARD-01…CARD-11, 30…32). Under the lock of its case."""

from typing import Any

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from casework.reentering import reenter_case
from documents.models import Document
from documents.papers.actions import annul, note_set_aside
from execution.editions.models import ProgrammeEdition
from expertise.expertises import actions as expertises
from journal.record import acting, record
from library.cards import asking, hearing, papers, talk
from library.cards.carrying import go
from library.cards.editing import freeze
from library.cards.holding import end, issue_sheet, put_in_force, require_stranger
from library.cards.models import Card
from library.cards.sources import prefill, tie_of
from library.examination import actions as examination
from library.kinds.models import CardKind
from library.kinds.proposers import organizations_of, proposes_alone
from library.links import actions as links
from programme.consents.actions import require_consent
from programme.models import Organization, Person

Status = Card.Status


def create(
    kind: CardKind,
    *,
    by: Person,
    title: str,
    organization: Organization | None = None,
    about: str = "",
    source: str = "",
) -> Card:
    """CARD-01: a draft with its case, by whoever the kind names; `about` is the number of the card it asks for, `source` what it begins from."""
    require_consent(by)
    if kind.is_retired:
        raise Refused("Новых карточек этого рода больше не вносят.")
    allowed = organizations_of(kind.rule, by).contains(organization) if organization else proposes_alone(kind.rule, by)
    if not allowed:
        raise Refused("Карточку этого рода вносят другие: выберите, от чьего имени вы её вносите.")
    target = asking.may_be_named(kind, about)
    card = _begin(Card(kind=kind, title=title, author=by, organization=organization, target=target), by)
    prefill(card, source, by)
    if tie := tie_of(kind, source, by):
        links.link(card, by=by, relation=tie[0], to=tie[1])
    return card


def revise(card: Card, *, by: Person) -> Card:
    """A draft of the next edition: by whoever answers for the card, under the version of the kind in force now."""
    if not card.is_in_force or card.owner_key not in by.capacity_keys():
        raise Refused("Новую редакцию готовит тот, кто отвечает за действующую карточку.")
    if card.programme_edition_id:
        raise Refused("Новую редакцию программы начинают на странице её редакций.")
    if card.undertaking_id:
        raise Refused("По карточке поставлено поручение: что делать иначе, решают о нём, на его странице.")
    kind = CardKind.objects.in_force().get(code=card.kind.code)
    if kind.is_retired:
        raise Refused("Новых карточек этого рода больше не вносят: прежняя действует.")
    following = Card(
        kind=kind, title=card.title, area=card.area, author=by, organization=card.organization, based_on=card, root=card.root or card
    )  # fmt: skip
    return _begin(following, by)


def lead_edition(edition: ProgrammeEdition, *, by: Person, area: str, organization: Organization) -> Card:
    """CARD-01 and CARD-02 in one: the card that carries an edition of the programme, after the card of the edition in force."""
    kind = CardKind.objects.in_force().get(code="program")
    before = Card.objects.filter(kind__code="program", status=Status.IN_FORCE).select_related("root").first()
    if Card.objects.filter(kind__code="program", status__in=Card.ON_THE_WAY).exists():
        raise Refused(
            "Другая редакция программы ещё обсуждается или решается: дождитесь её исхода или отзовите её карточку."
        )
    card = Card(
        kind=kind, title=edition.title[:200], area=area, author=by, organization=organization, programme_edition=edition,
        based_on=before, root=before and (before.root or before),
    )  # fmt: skip
    _begin(card, by)
    door.take_step(card.case, "submit", by=by, title=card.title, area=area, payload={})
    return card


def _begin(card: Card, by: Person) -> Card:
    card.save(force_insert=True)
    record(card, "create", "Начат черновик карточки", by=by, after=card.status)
    door.open_case(card, by)
    return card


def submit(card: Card, *, by: Person, title: str, area: str, payload: dict[str, Any]) -> None:
    """CARD-02, CARD-05: the answers are frozen; the first time the card gets its number."""
    card.target = asking.target_named(card, payload)
    edition = freeze(card, by=by, title=title, area=area, payload=payload)
    facts = {"edition": edition.number, "sha256": edition.sha256}
    if card.status == Status.RETURNED:
        card.remarks = ""
        go(card.resubmit, "Карточка исправлена и внесена снова", by=by, payload=facts)
        return
    card.receipt = papers.receipt(card, edition, by)
    card.number = card.receipt.number
    go(card.submit, f"Карточка внесена, № {card.number}", by=by, payload=facts, at=timezone.now())


def enter(card: Card, *, by: Person, title: str, area: str, payload: dict[str, Any]) -> None:
    """CARD-03: the keeper writes it into a plain register."""
    edition = freeze(card, by=by, title=title, area=area, payload=payload)
    sheet = papers.entry(card, edition, by)
    card.document, card.number = sheet, sheet.number
    put_in_force(card, card.enter, f"Карточка вписана в реестр, № {card.number}", by)


def check(card: Card, *, by: Person, outcome: str, ground: str = "", explanation: str = "", remarks: str = "") -> None:
    """CARD-04, CARD-07…CARD-11: the formal check, never of one's own card."""
    require_stranger(card, by)
    card.checked_by = by
    if outcome == "send_back":
        _send_back(card, remarks, by)
    elif outcome == "decline":
        _decline(card, ground, explanation, by)
    elif card.kind.rule.has_step("consultation"):
        talk.open_consultation(card, by=by)
    elif card.kind.rule.has_step("expertise"):
        examination.order(card, by=by)
    elif card.kind.rule.has_step("committee"):
        hearing.bring(card, by=by)
    else:
        _accept(card, by)


def returns_left(card: Card) -> int:
    """How many times the card may still be sent back."""
    return int(card.case.regulation.value("card.returns_max")) - card.returns


def _send_back(card: Card, remarks: str, by: Person) -> None:
    if returns_left(card) < 1:
        raise Refused("Карточку уже возвращали столько раз, сколько можно: примите её или откажите.")
    card.returns, card.remarks = card.returns + 1, remarks
    papers.returned(card, remarks, by)
    go(card.send_back, "Карточка возвращена на исправление", by=by, ground=remarks)


def _decline(card: Card, ground: str, explanation: str, by: Person) -> None:
    words = {row.code: row.text for row in asking.grounds_of(card)}[ground]
    card.ground = f"{words}. {explanation}"
    card.refusal = papers.declined(card, words, explanation, by)
    go(card.decline, "Карточка отклонена", by=by, ground=card.ground, payload={"ground": ground}, at=timezone.now())


def _accept(card: Card, by: Person) -> None:
    asking.give_undertaking(card, by)
    issue_sheet(card, by)
    put_in_force(card, card.accept, "Карточка принята и действует", by)


def let_go(card: Card) -> None:
    """CARD-06: not mended in time."""
    card.ground = "Срок исправления прошёл"
    papers.let_go(card)
    go(card.let_go, "Карточка отклонена: срок исправления прошёл", at=timezone.now())


def repeal(card: Card, *, by: Person | None, ground: str) -> None:
    """CARD-30 by the keeper, or by itself when its last day is over."""
    if not card.is_in_force:
        raise Refused("Прекратить можно только действующую карточку.")
    if by and card.kind.rule.has_step("committee"):
        raise Refused("Эту карточку ввёл комитет: прекращает её он.")
    if card.undertaking_id:
        raise Refused("По карточке поставлено поручение: решают о нём, на его странице.")
    end(card, by=by, ground=ground)


def repeal_expired() -> int:
    """CARD-30 by itself: the last day is over. Once a night; how many."""
    count = 0
    for card in Card.objects.filter(status=Status.IN_FORCE, expires_on__lt=workdays.local_date()).select_related(
        "case"
    ):
        with locked(card.case.pk), acting("система"):
            fresh = Card.objects.get(pk=card.pk)
            if fresh.is_in_force:
                repeal(fresh, by=None, ground=f"Срок действия вышел {card.expires_on:%d.%m.%Y}")
                count += 1
    return count


def withdraw(card: Card, *, by: Person, ground: str) -> None:
    """CARD-31: by whoever answers for it, before it holds."""
    if card.owner_key not in by.capacity_keys() or card.status not in Card.WITHDRAWABLE:
        raise Refused("Отозвать можно свою карточку, пока она не действует.")
    if hearing.is_voted(card):
        raise Refused("Идёт голосование, или решение комитета оформляется: отозвать карточку нельзя.")
    hearing.take_back(card, by=by, ground=ground)
    talk.call_off(card, by=by, ground=ground)
    if card.status == Status.EXPERTISE and card.expertise:
        expertises.cancel(card.expertise, ground=f"Карточка отозвана: {ground}", by=by)
    card.ground = ground
    go(card.withdraw, "Карточка отозвана", by=by, ground=ground, at=timezone.now())
    door.close_case(card.case)


def restore(card: Card, *, by: Person | None, ground: str, paper: Document) -> None:
    """CARD-32: the refusal is set aside by an appeal; the check is made anew."""
    refusal = card.refusal
    assert refusal is not None, "only what was refused can be restored"
    with locked(card.case.pk):
        card = Card.objects.get(pk=card.pk)
        card.ground, card.checked_by = "", None
        go(card.restore, "Отказ отменён, проверка проводится заново", by=by, ground=ground)
        annul(refusal, reason=f"Отменено: {ground}")
        note_set_aside(refusal, ground, paper)
        reenter_case(card.case, "restored")
    notify(
        card.owner_key,
        f"card:{card.pk}:restored",
        "Отказ отменён, карточку проверят заново",
        str(card),
        card.get_absolute_url(),
    )
