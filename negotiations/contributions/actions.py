"""What the parties give each other, said at the table and between the rounds: NG-12, CB-01…CB-05."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from journal.record import move, record
from negotiations.agreements.models import AgreementClause, Disagreement, current
from negotiations.contributions.models import (
    RATED,
    TERMS,
    Contribution,
    ContributionCondition,
    ContributionKind,
    CounterOffer,
)
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation

Status = Negotiation.Status
AT_THE_TABLE = (Status.POSITIONS, Status.SCHEDULED, Status.SESSION_OPEN, Status.BETWEEN_SESSIONS)
BEFORE_SIGNING = (*AT_THE_TABLE, Status.COORDINATION, Status.DISAGREEMENT)


def offer(
    case: Negotiation, *, by: Any, party: NegotiationParty, recipient: NegotiationParty, kind: str, comment: str = "", **terms: Any
) -> Contribution:  # fmt: skip
    """CB-01: a party offers something to another."""
    case = _at_the_table(case)
    _require_voice(party, by)
    if party == recipient:
        raise Refused("Вклад передают другой стороне: выберите получателя.")
    contribution = Contribution.objects.create(
        case=case,
        number=case.contributions.count() + 1,
        party=party,
        recipient=recipient,
        kind=kind,
        terms_by=party,
        **_valued(case, kind, terms),
    )
    record(
        contribution, "offer", f"{party} предлагает вклад: {contribution.what}"[:300], by=by, after=contribution.status
    )
    _say(contribution, party, by, comment)
    _tell(contribution, recipient, "Вам предложен вклад")
    return contribution


def counter(contribution: Contribution, *, by: Any, comment: str = "", **terms: Any) -> None:
    """CB-02: the side whose answer is awaited says other terms; what was said before stays in its own row."""
    contribution = _open(contribution)
    case = _at_the_table(contribution.case)
    party = _answering(contribution, by)
    before = {name: getattr(contribution, name) for name in TERMS}
    valued = _valued(case, contribution.kind, terms)
    if all(before[name] == value for name, value in valued.items()):
        raise Refused("Условия остались прежними. Если они подходят — примите вклад, иначе измените хотя бы одно.")
    for name, value in valued.items():
        setattr(contribution, name, value)
    contribution.terms_by = party
    move(contribution.counter, f"Встречное предложение: {party}", by=by, ground=comment, payload={"before": before})
    _say(contribution, party, by, comment)
    _note(case, f"Вклад {contribution.number}: встречное предложение", by)
    _tell(contribution, contribution.answering, "Встречное предложение по вкладу")


def accept(contribution: Contribution, *, by: Any) -> None:
    """CB-03: the terms suit the side that has not said them."""
    contribution = _open(contribution)
    case = _at_the_table(contribution.case)
    party = _answering(contribution, by)
    other = contribution.terms_by
    move(contribution.accept, f"Вклад принят: {party}", by=by)
    _note(case, f"Вклад {contribution.number} принят", by)
    _tell(contribution, other, "Ваши условия вклада приняты")


def decline(contribution: Contribution, *, by: Any, ground: str) -> None:
    """CB-04: the receiver does not want it."""
    contribution = _open(contribution)
    case = _at_the_table(contribution.case)
    _require_voice(contribution.recipient, by)
    move(contribution.decline, f"Вклад отклонён: {contribution.recipient}", by=by, ground=ground)
    _note(case, f"Вклад {contribution.number} отклонён", by)
    _tell(contribution, contribution.party, "Вклад отклонён")


def withdraw(contribution: Contribution, *, by: Any, ground: str) -> None:
    """CB-05: the giver takes it back before the signing; a text that speaks of it is disputed from then on (NG-18)."""
    contribution = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    case = Negotiation.objects.held(contribution.case_id)
    if case.status == Status.DRAFTING:
        raise Refused(
            "Текст соглашения сейчас готовит модератор. Отозвать вклад можно, когда проект придёт на согласование."
        )
    if case.status not in BEFORE_SIGNING:
        raise Refused("Отозвать вклад можно только до подписания соглашения.")
    _require_voice(contribution.party, by)
    move(contribution.withdraw, f"Вклад отозван: {contribution.party}", by=by, ground=ground)
    _note(case, f"Вклад {contribution.number} отозван", by)
    if case.status in (Status.COORDINATION, Status.DISAGREEMENT):
        _dispute_text(case, contribution, ground, by)
    _tell(contribution, contribution.recipient, "Вклад отозван дарителем")


def _dispute_text(case: Negotiation, contribution: Contribution, ground: str, by: Any) -> None:
    """The clause about what has been withdrawn is to be dropped, and everybody is to hear of it."""
    agreement = current(case)
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
    if case.status == Status.COORDINATION:
        move(case.disagree, f"Вклад {contribution.number} отозван: пункт {clause.number} спорный", by=by, ground=ground)


def set_condition(
    contribution: Contribution, *, by: Any, depends_on: Contribution | None = None, act: str = "", until: Any = None
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
    _tell(contribution, contribution.recipient, "К вкладу добавлено условие")
    return condition


def lift_condition(condition: ContributionCondition, *, by: Any) -> None:
    """The giver no longer insists."""
    contribution = _open(condition.contribution)
    _at_the_table(contribution.case)
    _require_voice(contribution.party, by)
    condition.removed_at = timezone.now()
    condition.save(update_fields=["removed_at"])
    record(contribution, "lift_condition", f"Условие снято: {condition}"[:300], by=by)


def remind_unanswered() -> int:
    """The term for an answer (CB-02, five working days) is soft: whoever has let it pass is reminded, once for each offer."""
    reminders = 0
    rows = Contribution.objects.filter(status__in=Contribution.OPEN, case__status__in=AT_THE_TABLE)
    for contribution in rows.select_related(
        "case__process__regulation", "party__organization", "recipient__organization"
    ):
        last_offer = contribution.offers.latest("number")
        if (
            workdays.between(workdays.local_date(last_offer.at), workdays.local_date())
            <= contribution.case.process.term("contribution.reply").days
        ):
            continue
        reminders += notify(
            contribution.answering.member_key,
            f"contribution:{contribution.pk}:unanswered:{last_offer.number}",
            "Ответьте на предложенный вклад: срок прошёл",
            f"{contribution}. Предложение от {workdays.local_date(last_offer.at):%d.%m.%Y} ждёт вашего ответа.",
            contribution.get_absolute_url(),
        )
    return reminders


def _at_the_table(case: Negotiation) -> Negotiation:
    """The case, if contributions may be talked about now."""
    held = Negotiation.objects.held(case.pk)
    if held.status not in AT_THE_TABLE:
        raise Refused(f"Сейчас вклады не обсуждаются: дело в состоянии «{held.get_status_display()}».")
    return held


def _open(contribution: Contribution) -> Contribution:
    """The contribution as it is now, if its terms are still open."""
    fresh = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if fresh.status not in Contribution.OPEN:
        raise Refused(f"По этому вкладу уже решено: «{fresh.get_status_display()}». Обновите страницу.")
    return fresh


def _answering(contribution: Contribution, by: Any) -> NegotiationParty:
    party = contribution.answering
    if not party.is_spoken_for_by(by):
        if contribution.terms_by.is_spoken_for_by(by):
            raise Refused("Последние условия — ваши: теперь отвечает другая сторона.")
        raise Refused(f"Отвечает {party}: её представитель или подписант.")
    return party


def _require_voice(party: NegotiationParty, by: Any) -> None:
    if party.status != NegotiationParty.Status.ACCEPTED or not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} говорит её представитель или подписант.")


def _valued(case: Negotiation, kind: str, terms: dict[str, Any]) -> dict[str, Any]:
    """The terms with the value by the rule of their kind: the rate times the quantity, the labour at the regulation's rate."""
    valued: dict[str, Any] = {name: terms.get(name, _EMPTY.get(name)) for name in TERMS}
    valued = {name: value.strip() if isinstance(value, str) else value for name, value in valued.items()}
    if kind == ContributionKind.LABOR:
        valued |= {"rate": Decimal(case.rule("labor_hour_rate")), "unit": "ч"}
    if kind in RATED:
        valued["value"] = (valued["rate"] * valued["quantity"]).quantize(Decimal("0.01"), ROUND_HALF_UP)
    if kind == ContributionKind.ADMIN:
        valued |= {"value": None, "rate": None}
    return valued


_EMPTY = {"unit": "", "basis": "", "second_basis": "", "is_book_value": False}


def _say(contribution: Contribution, party: NegotiationParty, by: Any, comment: str) -> None:
    """Keep the terms as they were said."""
    CounterOffer.objects.create(
        contribution=contribution,
        number=contribution.offers.count(),
        party=party,
        by=by,
        comment=comment,
        **{name: getattr(contribution, name) for name in TERMS},
    )


def _note(case: Negotiation, title: str, by: Any) -> None:
    """NG-12: what happens to a contribution while the round is open stands in the course of the case too."""
    if case.status == Status.SESSION_OPEN:
        move(case.take_up_contribution, title, by=by)


def _tell(contribution: Contribution, party: NegotiationParty, title: str) -> None:
    offers = contribution.offers.count()
    notify(
        party.member_key,
        f"contribution:{contribution.pk}:{contribution.status}:{offers}:{party.pk}:{title}"[:160],
        title,
        f"{contribution}. Даритель — {contribution.party}, получатель — {contribution.recipient}.",
        contribution.get_absolute_url(),
    )
