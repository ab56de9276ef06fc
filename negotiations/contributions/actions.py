"""What the parties give each other, said at the table and between the rounds: NG-12, CB-01…CB-05."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from negotiations.agreements.models import AgreementClause, current
from negotiations.contributions.models import Contribution, ContributionCondition, CounterOffer
from negotiations.contributions.terms import RATED, TERMS, ContributionKind
from negotiations.disagreements.models import Disagreement
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Person

Status = Negotiation.Status


def offer(
    negotiation: Negotiation, *, by: Person, party: NegotiationParty, recipient: NegotiationParty, kind: str, comment: str = "", **terms: Any
) -> Contribution:  # fmt: skip
    """CB-01: a party offers something to another."""
    negotiation = _at_the_table(negotiation)
    _require_voice(party, by)
    if party == recipient:
        raise Refused("Вклад передают другой стороне: выберите получателя.")
    contribution = Contribution.objects.create(
        case=negotiation,
        number=negotiation.contributions.count() + 1,
        party=party,
        recipient=recipient,
        kind=kind,
        terms_by=party,
        **_valued(negotiation, kind, terms),
    )
    record(
        contribution, "offer", f"{party} предлагает вклад: {contribution.what}"[:300], by=by, after=contribution.status
    )
    _save_terms(contribution, party, by, comment)
    door.open_case(contribution, by)
    return contribution


def counter(contribution: Contribution, *, by: Person, comment: str = "", **terms: Any) -> None:
    """CB-02: the side whose answer is awaited proposes other terms; the earlier ones stay in their own row."""
    contribution = _open(contribution)
    negotiation = _at_the_table(contribution.case)
    party = _answering(contribution, by)
    before = {name: getattr(contribution, name) for name in TERMS}
    valued = _valued(negotiation, contribution.kind, terms)
    if all(before[name] == value for name, value in valued.items()):
        raise Refused("Условия остались прежними. Если они подходят — примите вклад, иначе измените хотя бы одно.")
    for name, value in valued.items():
        setattr(contribution, name, value)
    contribution.terms_by = party
    move(contribution.counter, f"Встречное предложение: {party}", by=by, ground=comment, payload={"before": before})
    _save_terms(contribution, party, by, comment)
    _record_in_round(negotiation, f"Вклад {contribution.number}: встречное предложение", by)
    door.notify_waiters(contribution)  # the question goes to the other side


def answer_offer(contribution: Contribution, *, by: Person, answer: str, ground: str = "") -> None:
    """CB-03…CB-05 as the answer to the question of the offer's own case; `answer` is "accept" or "refuse"."""
    if answer == "accept":
        accept(contribution, by=by)
    elif contribution.recipient.is_spoken_for_by(by):
        decline(contribution, by=by, ground=ground)
    else:
        withdraw(contribution, by=by, ground=ground)


def accept(contribution: Contribution, *, by: Person) -> None:
    """CB-03: the side that has not proposed the terms accepts them."""
    contribution = _open(contribution)
    negotiation = _at_the_table(contribution.case)
    party = _answering(contribution, by)
    other = contribution.terms_by
    move(contribution.accept, f"Вклад принят: {party}", by=by)
    _record_in_round(negotiation, f"Вклад {contribution.number} принят", by)
    _notify_party(contribution, other, "Ваши условия вклада приняты")
    door.notify_waiters(contribution)


def decline(contribution: Contribution, *, by: Person, ground: str) -> None:
    """CB-04: the receiver does not want it."""
    contribution = _open(contribution)
    negotiation = _at_the_table(contribution.case)
    _require_voice(contribution.recipient, by)
    move(contribution.decline, f"Вклад отклонён: {contribution.recipient}", by=by, ground=ground)
    _record_in_round(negotiation, f"Вклад {contribution.number} отклонён", by)
    _notify_party(contribution, contribution.party, "Вклад отклонён")
    door.notify_waiters(contribution)


def withdraw(contribution: Contribution, *, by: Person, ground: str) -> None:
    """CB-05: the giver takes it back before the signing; a text that speaks of it is disputed from then on (NG-18)."""
    contribution = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    negotiation = Negotiation.objects.held(contribution.case_id)
    if negotiation.status == Status.DRAFTING:
        raise Refused(
            "Текст соглашения сейчас готовит модератор. Отозвать вклад можно, когда проект придёт на согласование."
        )
    if negotiation.status not in Negotiation.BEFORE_SIGNING:
        raise Refused("Отозвать вклад можно только до подписания соглашения.")
    _require_voice(contribution.party, by)
    move(contribution.withdraw, f"Вклад отозван: {contribution.party}", by=by, ground=ground)
    _record_in_round(negotiation, f"Вклад {contribution.number} отозван", by)
    if negotiation.status in (Status.COORDINATION, Status.DISAGREEMENT):
        _dispute_text(negotiation, contribution, ground, by)
    _notify_party(contribution, contribution.recipient, "Вклад отозван дарителем")
    door.notify_waiters(contribution)


def _dispute_text(negotiation: Negotiation, contribution: Contribution, ground: str, by: Person) -> None:
    """The clause about what has been withdrawn is to be dropped, and everybody is to hear of it."""
    agreement = current(negotiation)
    clause = AgreementClause.objects.filter(agreement=agreement, contribution=contribution).first()
    if agreement is None or clause is None:
        return
    Disagreement.objects.get_or_create(
        agreement=agreement,
        party=contribution.party,
        clause=clause,
        edition=agreement.edition,
        defaults={"reason": f"вклад отозван: {ground}"},
    )
    if negotiation.status == Status.COORDINATION:
        move(
            negotiation.disagree,
            f"Вклад {contribution.number} отозван: пункт {clause.number} спорный",
            by=by,
            ground=ground,
        )


def set_condition(
    contribution: Contribution,
    *,
    by: Person,
    depends_on: Contribution | None = None,
    act: str = "",
    until: date | None = None,
) -> ContributionCondition:
    """A giver makes the offer depend on another contribution or on an act of the city; an accepted one is settled."""
    contribution = _open(contribution)
    _at_the_table(contribution.case)
    _require_voice(contribution.party, by)
    if depends_on is not None and contribution.conditions.filter(depends_on=depends_on, removed_at=None).exists():
        raise Refused("Такое условие уже есть.")
    condition = ContributionCondition.objects.create(
        contribution=contribution, depends_on=depends_on, act=act, until=until, added_by=by
    )
    record(contribution, "set_condition", f"Вклад {contribution.number} даётся, {condition}"[:300], by=by)
    _notify_party(contribution, contribution.recipient, "К вкладу добавлено условие")
    return condition


def lift_condition(condition: ContributionCondition, *, by: Person) -> None:
    """The giver drops a condition."""
    contribution = _open(condition.contribution)
    _at_the_table(contribution.case)
    _require_voice(contribution.party, by)
    condition.removed_at = timezone.now()
    condition.save(update_fields=["removed_at"])
    record(contribution, "lift_condition", f"Условие снято: {condition}"[:300], by=by)


def _at_the_table(negotiation: Negotiation) -> Negotiation:
    """The negotiation, if contributions may be talked about now."""
    held = Negotiation.objects.held(negotiation.pk)
    if held.status not in Negotiation.AT_THE_TABLE:
        raise Refused(f"Сейчас вклады не обсуждаются: дело в состоянии «{held.get_status_display()}».")
    return held


def _open(contribution: Contribution) -> Contribution:
    """The contribution as it is now, if its terms are still open."""
    fresh = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if fresh.status not in Contribution.OPEN:
        raise Refused(f"По этому вкладу уже решено: «{fresh.get_status_display()}». Обновите страницу.")
    return fresh


def _answering(contribution: Contribution, by: Person) -> NegotiationParty:
    party = contribution.answering
    if not party.is_spoken_for_by(by):
        if contribution.terms_by.is_spoken_for_by(by):
            raise Refused("Последние условия — ваши: теперь отвечает другая сторона.")
        raise Refused(f"Отвечает {party}: её представитель или подписант.")
    return party


def _require_voice(party: NegotiationParty, by: Person) -> None:
    if party.status != NegotiationParty.Status.ACCEPTED or not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} говорит её представитель или подписант.")


def _valued(negotiation: Negotiation, kind: str, terms: dict[str, Any]) -> dict[str, Any]:
    """The terms with the value by the rule of their kind: the rate times the quantity, the labour at the regulation's rate."""
    valued: dict[str, Any] = {name: terms.get(name, _EMPTY.get(name)) for name in TERMS}
    valued = {name: value.strip() if isinstance(value, str) else value for name, value in valued.items()}
    if kind == ContributionKind.LABOR:
        valued |= {"rate": Decimal(negotiation.rule("labor_hour_rate")), "unit": "ч"}
    if kind in RATED:
        valued["value"] = (valued["rate"] * valued["quantity"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if kind == ContributionKind.ADMIN:
        valued |= {"value": None, "rate": None}
    return valued


_EMPTY = {"unit": "", "basis": "", "second_basis": "", "is_book_value": False}


def _save_terms(contribution: Contribution, party: NegotiationParty, by: Person, comment: str) -> None:
    """Store the terms as an offer or a counter-offer."""
    CounterOffer.objects.create(
        contribution=contribution,
        number=contribution.offers.count(),
        party=party,
        by=by,
        comment=comment,
        **{name: getattr(contribution, name) for name in TERMS},
    )


def _record_in_round(negotiation: Negotiation, title: str, by: Person) -> None:
    """NG-12: what happens to a contribution while the round is open stands in the course of the negotiation too."""
    if negotiation.status == Status.SESSION_OPEN:
        move(negotiation.take_up_contribution, title, by=by)


def _notify_party(contribution: Contribution, party: NegotiationParty, title: str) -> None:
    offers = contribution.offers.count()
    notify(
        party.member_key,
        f"contribution:{contribution.pk}:{contribution.status}:{offers}:{party.pk}:{title}"[:160],
        title,
        f"{contribution}. Даритель — {contribution.party}, получатель — {contribution.recipient}.",
        contribution.get_absolute_url(),
    )
