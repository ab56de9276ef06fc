"""Additional agreements: other terms (NG-28), a writing off (CB-13), the end (NG-30). Signed by all whom they touch."""

from datetime import date, timedelta
from decimal import Decimal

from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.locking import locked
from journal.record import move, record
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions.models import Contribution
from negotiations.delivery.actions import finish
from negotiations.delivery.clocks import follow_new_day
from negotiations.parties.models import NegotiationParty
from negotiations.supplements import papers
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
    by: Person,
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
    people = [(touched, _signer(touched)) for touched in _touched(agreement, purpose, contribution, party)]
    supplement = Supplement.objects.create(
        agreement=agreement, purpose=purpose, contribution=contribution, claimed_by=party, ground=ground,
        value=value, quantity=quantity, due=due,
    )  # fmt: skip
    supplement.document = papers.supplement(supplement, people, agreement.case.process.term("negotiation.signing"), by)
    supplement.save()
    record(agreement, "open_supplement", f"На подпись: {supplement.get_purpose_display()}", by=by, ground=ground)
    door.open_case(supplement, by)
    return supplement


def _check_standing(purpose: str, contribution: Contribution | None) -> None:
    if purpose == Purpose.AMEND and (contribution is None or contribution.status not in MAY_CHANGE):
        raise Refused("Изменить можно условия вклада, который ещё не исполнен и не оспорен.")
    if purpose == Purpose.WRITE_OFF and (contribution is None or contribution.status not in MAY_WRITE_OFF):
        raise Refused("Списать можно только просроченный или оспоренный вклад.")


def _touched(
    agreement: ContributionAgreement, purpose: str, contribution: Contribution | None, party: NegotiationParty
) -> list[NegotiationParty]:
    """Whose signature it needs: both sides of a contribution, those whose gifts depend on it; all for the end, or one after ninety days."""
    negotiation = agreement.case
    if purpose == Purpose.TERMINATE:
        return [party] if has_long_overdue(negotiation, party) else list(negotiation.essential())
    assert contribution is not None, "it was checked"
    parties = {contribution.party_id: contribution.party, contribution.recipient_id: contribution.recipient}
    if purpose == Purpose.AMEND:
        for link in contribution.supports.filter(removed_at=None).select_related("contribution__party__organization"):
            parties[link.contribution.party_id] = link.contribution.party
    return list(parties.values())


def has_long_overdue(negotiation: Negotiation, party: NegotiationParty) -> bool:
    """Is something owed to the party overdue for more than ninety days?"""
    limit = workdays.local_date() - timedelta(days=int(negotiation.rule("unscrupulous_after_days")))
    return (
        negotiation.contributions.filter(status=Contribution.Status.OVERDUE, due__lt=limit)
        .exclude(party=party)
        .exists()
    )


def _signer(party: NegotiationParty) -> Person:
    """The representative if they may sign, else whoever may."""
    mandated = list(Person.objects.holding(party.signer_key).order_by("pk"))
    if not mandated:
        raise Refused(f"У организации {party} нет подписанта с подтверждёнными полномочиями.")
    return next((person for person in mandated if person.pk == party.representative_id), mandated[0])


def apply_supplement(supplement: Supplement) -> None:
    """Everybody has signed, or somebody has not: then it falls away and the agreement stays as it was."""
    document = supplement.document
    assert document is not None, "the paper was issued before it was awaited"
    if document.is_annulled:
        supplement.dropped_at = timezone.now()
        supplement.save()
        record(
            supplement.agreement,
            "drop_supplement",
            f"Отпало: {supplement.get_purpose_display()}",
            ground=document.annulled_reason,
        )
        return
    supplement.applied_at = timezone.now()
    supplement.save()
    if supplement.purpose == Purpose.TERMINATE:
        _terminate(supplement)
    elif supplement.contribution and supplement.contribution_id:
        with locked(supplement.contribution.process.pk):
            contribution = Contribution.objects.select_for_update(of=("self",)).get(pk=supplement.contribution_id)
            (_write_off if supplement.purpose == Purpose.WRITE_OFF else _amend)(supplement, contribution)
    record(
        supplement.agreement,
        "apply_supplement",
        f"Вступило в силу: {supplement.get_purpose_display()}",
        ground=f"№ {document.number}",
    )


def _amend(supplement: Supplement, contribution: Contribution) -> None:
    """NG-28: the new terms; the clock of the delivery follows the new day."""
    assert supplement.due and supplement.document, "amended terms have a day and a paper"
    contribution.due = supplement.due
    if supplement.quantity is not None:
        contribution.quantity = supplement.quantity
    if supplement.value is not None:
        contribution.value = supplement.value
    contribution.save()
    negotiation = Negotiation.objects.held(contribution.case_id)
    move(
        negotiation.amend,
        f"Изменены условия вклада {contribution.number}",
        ground=f"дополнительное соглашение № {supplement.document.number}",
    )
    record(contribution, "amend", f"Условия изменены, срок — {contribution.due:%d.%m.%Y}", ground=supplement.ground)
    follow_new_day(contribution)


def _write_off(supplement: Supplement, contribution: Contribution) -> None:
    """CB-13."""
    assert supplement.document, "what is written off by consent has a paper"
    ground = f"дополнительное соглашение № {supplement.document.number}"
    move(contribution.write_off, "Вклад списан по согласию сторон", ground=ground)
    if contribution.process.finished is None:
        door.close_case(contribution.process)
    finish(contribution)


def _release(contribution: Contribution, ground: str) -> None:
    """Nobody owes it any more; what it has come to before stays as it was."""
    contribution.released_at, contribution.release_ground = timezone.now(), ground
    contribution.save()
    record(contribution, "release", "Вклад освобождён: соглашение расторгнуто", ground=ground)


def _terminate(supplement: Supplement) -> None:
    """NG-30: contributions that have not been delivered end with the agreement, each with the paper as its reason."""
    agreement, paper = supplement.agreement, supplement.document
    assert paper is not None, "an agreement is terminated by a paper"
    for contribution in Contribution.objects.bound().filter(case=agreement.case_id).select_related("process"):
        if contribution.process.finished is None:
            with locked(contribution.process.pk):
                door.close_case(contribution.process)
        if contribution.status not in Contribution.CLOSED:
            _release(contribution, f"Соглашение расторгнуто: {paper}"[:300])
    negotiation = Negotiation.objects.held(agreement.case_id)
    agreement.ended_at = timezone.now()
    agreement.save()
    move(negotiation.terminate, "Соглашение расторгнуто", ground=supplement.ground)
    door.notify_waiters(negotiation)
