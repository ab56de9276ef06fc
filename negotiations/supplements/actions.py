"""Additional agreements: other terms (NG-28), a writing off (CB-13), the end (NG-30). Signed by all whom they touch."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from journal.record import move, record
from negotiations.agreements import papers as agreements_papers
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions.models import Contribution
from negotiations.delivery.actions import finish
from negotiations.parties.models import NegotiationParty
from negotiations.supplements.models import Supplement
from negotiations.talks.models import Negotiation
from programme.models import Person

Purpose = Supplement.Purpose

MAY_CHANGE = [
    Contribution.Status.COMMITTED,
    Contribution.Status.IN_DELIVERY,
    Contribution.Status.PARTIALLY_DELIVERED,
    Contribution.Status.OVERDUE,
]

MAY_WRITE_OFF = [Contribution.Status.OVERDUE, Contribution.Status.DISPUTED]


def open_supplement(
    agreement: ContributionAgreement,
    *,
    by: Any,
    purpose: str,
    party: NegotiationParty,
    ground: str,
    contribution: Contribution | None = None,
    value: Decimal | None = None,
    quantity: Decimal | None = None,
    due: date | None = None,
) -> Supplement:
    """A party asks for it; the paper goes to the signatories of every party it touches, the asking one included."""
    if not agreement.document or agreement.ended_at:
        raise Refused("Соглашение не действует.")
    if not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} говорит её представитель или подписант.")
    if agreement.supplements.filter(contribution=contribution, applied_at=None, dropped_at=None).exists():
        raise Refused("Такое дополнительное соглашение уже на подписи.")
    _check_standing(purpose, contribution)
    people = [(one, _signer(one)) for one in _touched(agreement, purpose, contribution, party)]
    one = Supplement.objects.create(
        agreement=agreement, purpose=purpose, contribution=contribution, claimed_by=party, ground=ground,
        value=value, quantity=quantity, due=due,
    )  # fmt: skip
    one.document = agreements_papers.supplement(one, people, agreement.case.process.term("negotiation.signing"), by)
    one.save()
    record(agreement, "open_supplement", f"На подпись: {one.get_purpose_display()}", by=by, ground=ground)
    door.open_case(one, by)
    return one


def _check_standing(purpose: str, contribution: Contribution | None) -> None:
    if purpose == Purpose.AMEND and (contribution is None or contribution.status not in MAY_CHANGE):
        raise Refused("Изменить можно условия вклада, который ещё не исполнен и не оспорен.")
    if purpose == Purpose.WRITE_OFF and (contribution is None or contribution.status not in MAY_WRITE_OFF):
        raise Refused("Списать можно только просроченный или оспоренный вклад.")


def _touched(
    agreement: ContributionAgreement, purpose: str, contribution: Contribution | None, party: NegotiationParty
) -> list[NegotiationParty]:
    """Whose signature it needs: both sides of a contribution, those whose gifts depend on it; all for the end, or one after ninety days."""
    case = agreement.case
    if purpose == Purpose.TERMINATE:
        return [party] if has_long_overdue(case, party) else list(case.essential())
    assert contribution is not None, "it was checked"
    found = {contribution.party_id: contribution.party, contribution.recipient_id: contribution.recipient}
    if purpose == Purpose.AMEND:
        for link in contribution.supports.filter(removed_at=None).select_related("contribution__party__organization"):
            found[link.contribution.party_id] = link.contribution.party
    return list(found.values())


def has_long_overdue(case: Negotiation, party: NegotiationParty) -> bool:
    """Is something owed to the party overdue for more than ninety days?"""
    limit = workdays.local_date() - timedelta(days=int(case.rule("unscrupulous_after_days")))
    return case.contributions.filter(status=Contribution.Status.OVERDUE, due__lt=limit).exclude(party=party).exists()


def _signer(party: NegotiationParty) -> Person:
    """The representative if they may sign, else whoever may."""
    mandated = list(Person.objects.holding(party.signer_key).order_by("pk"))
    if not mandated:
        raise Refused(f"У организации {party} нет подписанта с подтверждёнными полномочиями.")
    return next((one for one in mandated if one.pk == party.representative_id), mandated[0])


def apply_supplement(one: Supplement) -> None:
    """Everybody has signed, or somebody has not: then it falls away and the agreement stays as it was."""
    document = one.document
    assert document is not None, "the paper was issued before it was awaited"
    if document.is_annulled:
        one.dropped_at = timezone.now()
        one.save()
        record(
            one.agreement, "drop_supplement", f"Отпало: {one.get_purpose_display()}", ground=document.annulled_reason
        )
        return
    one.applied_at = timezone.now()
    one.save()
    if one.purpose == Purpose.TERMINATE:
        _terminate(one)
    elif one.contribution:
        with locked(one.contribution.process.pk):
            gift = Contribution.objects.select_for_update(of=("self",)).get(pk=one.contribution_id)
            (_write_off if one.purpose == Purpose.WRITE_OFF else _amend)(one, gift)
    record(
        one.agreement,
        "apply_supplement",
        f"Вступило в силу: {one.get_purpose_display()}",
        ground=f"№ {document.number}",
    )


def _amend(one: Supplement, gift: Contribution) -> None:
    """NG-28: the new terms; the clock of the delivery follows the new day."""
    from negotiations.delivery.clocks import follow_new_day  # noqa: PLC0415 - it knows the steps of the flow

    assert one.due, "amended terms are told"
    gift.due = one.due
    if one.quantity is not None:
        gift.quantity = one.quantity
    if one.value is not None:
        gift.value = one.value
    gift.save()
    case = Negotiation.objects.held(gift.case_id)
    move(
        case.amend,
        f"Изменены условия вклада {gift.number}",
        ground=f"дополнительное соглашение № {one.document.number}",
    )  # type: ignore[union-attr]
    record(gift, "amend", f"Условия изменены, срок — {gift.due:%d.%m.%Y}", ground=one.ground)
    follow_new_day(gift)


def _write_off(one: Supplement, gift: Contribution) -> None:
    """CB-13."""
    move(gift.write_off, "Вклад списан по согласию сторон", ground=f"дополнительное соглашение № {one.document.number}")  # type: ignore[union-attr]
    if gift.process.finished is None:
        door.close_case(gift.process)
    finish(gift)


def _terminate(one: Supplement) -> None:
    """NG-30: what has not been given is not given any more."""
    agreement = one.agreement
    for gift in Contribution.objects.bound().filter(case=agreement.case_id).select_related("process"):
        if gift.process.finished is None:
            with locked(gift.process.pk):
                door.close_case(gift.process)
    case = Negotiation.objects.held(agreement.case_id)
    agreement.ended_at = timezone.now()
    agreement.save()
    move(case.terminate, "Соглашение расторгнуто", ground=one.ground)
    door.wake(case)
