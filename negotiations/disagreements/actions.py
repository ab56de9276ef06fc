"""The parties answer to the text; the moderator settles what they disagree about: NG-17…NG-20."""

from typing import Any

from django.utils import timezone

from casework import door
from casework.door import Refused
from journal.record import move, record
from negotiations.agreements.actions import settle
from negotiations.agreements.models import ContributionAgreement, current
from negotiations.contributions.models import Contribution
from negotiations.disagreements.models import Disagreement, Endorsement
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Person

Status = Negotiation.Status
Outcome = ContributionAgreement.Outcome


def endorse(
    party: NegotiationParty, *, by: Person, answer: str, disagreements: list[tuple[Any, str, str]] | None = None
) -> None:
    """NG-17, NG-18: a party agrees with the text, or says its own version of clauses with the reasons."""
    if not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} отвечает её представитель или подписант.")
    negotiation = Negotiation.objects.held(party.case_id)
    if negotiation.status not in (Status.COORDINATION, Status.DISAGREEMENT):
        raise Refused(f"Сейчас текст не согласуется: дело в состоянии «{negotiation.get_status_display()}».")
    agreement = _current(negotiation)
    Endorsement.objects.create(agreement=agreement, party=party, edition=agreement.edition, answer=answer, by=by)
    if answer == Endorsement.Answer.AGREE:
        record(agreement, "endorse", f"{party}: согласовано", by=by)
        if negotiation.status == Status.COORDINATION:
            move(negotiation.take_visa, f"Текст согласован: {party}", by=by)
        return
    for clause, version, reason in disagreements or []:
        Disagreement.objects.create(
            agreement=agreement, party=party, clause=clause, edition=agreement.edition, version=version, reason=reason
        )
    _disagreed(negotiation, agreement, party, f"{party}: заявлено разногласий — {len(disagreements or [])}", by)


def keep_silent(party: NegotiationParty) -> None:
    """NG-17: no answer in time is a disagreement."""
    negotiation = Negotiation.objects.held(party.case_id)
    agreement = _current(negotiation)
    Endorsement.objects.create(
        agreement=agreement, party=party, edition=agreement.edition, answer=Endorsement.Answer.SILENCE
    )
    Disagreement.objects.create(
        agreement=agreement, party=party, edition=agreement.edition, reason="ответ не поступил в срок"
    )
    _disagreed(negotiation, agreement, party, f"{party}: ответа нет, это считается разногласием", None)


def _disagreed(
    negotiation: Negotiation, agreement: ContributionAgreement, party: NegotiationParty, title: str, by: Person | None
) -> None:
    """A party without whom nothing is decided makes the whole text disputed; another's words go into the protocol."""
    record(agreement, "disagree", title, by=by)
    if party.is_essential and negotiation.status == Status.COORDINATION:
        move(negotiation.disagree, title, by=by)
        door.notify_waiters(negotiation)


def propose(
    agreement: ContributionAgreement, *, by: Person, step: str, ways: dict[int, tuple[str, str]] | None = None
) -> None:
    """The moderator proposes how to settle each disagreement (NG-20), or a round to reconcile (NG-19)."""
    negotiation = Negotiation.objects.held(agreement.case_id)
    if negotiation.status != Status.DISAGREEMENT:
        raise Refused(f"Разногласий сейчас нет: дело в состоянии «{negotiation.get_status_display()}».")
    if step == "round":
        if negotiation.conciliations >= negotiation.rule("conciliation_rounds_max"):
            raise Refused("Согласительных раундов уже было два. Предложите улаживание или закройте дело.")
        settle(agreement, Outcome.ROUND, "Разногласия вынесены на согласительный раунд", by=by)
        return
    for disagreement in agreement.open_disagreements():
        disagreement.way, disagreement.proposed = (ways or {})[disagreement.pk]
        disagreement.save(update_fields=["way", "proposed"])
    agreement.settlements += 1
    agreement.save()
    record(agreement, "propose", f"Предложено улаживание {agreement.settlements}", by=by)


def answer_settlement(party: NegotiationParty, *, by: Person, answer: str, reason: str = "") -> None:
    """NG-20: an essential party takes what the moderator proposes, or not."""
    if not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} отвечает её представитель или подписант.")
    _answer(party, answer == "accept", reason, by)


def refuse_settlement_by_silence(party: NegotiationParty) -> None:
    """No answer in time is a refusal: consensus needs an explicit yes."""
    _answer(party, False, "ответ не поступил в срок", None)


def _answer(party: NegotiationParty, is_given: bool, reason: str, by: Person | None) -> None:
    agreement = _current(party.case)
    agreement.settlement_answers.create(
        party=party, settlement=agreement.settlements, is_given=is_given, reason=reason, by=by
    )
    title = f"{party}: {'согласна с улаживанием' if is_given else 'с улаживанием не согласна'}"
    record(agreement, "answer_settlement", title, by=by, ground=reason)


def has_consensus(agreement: ContributionAgreement) -> bool:
    """Have all essential parties taken the last proposal?"""
    given = agreement.settlement_answers.filter(settlement=agreement.settlements, is_given=True).values("party")
    return not agreement.case.essential().exclude(pk__in=given).exists()


def apply_settlement(agreement: ContributionAgreement) -> None:
    """NG-20: what was proposed stands in the text; a dropped clause takes its contribution with it."""
    negotiation = Negotiation.objects.held(agreement.case_id)
    for row in agreement.open_disagreements().select_related("clause__contribution"):
        _settle_one(row)
    move(negotiation.settle_disagreement, "Разногласия улажены согласием обязательных сторон")
    door.notify_waiters(negotiation)


def _settle_one(row: Disagreement) -> None:
    clause, now = row.clause, timezone.now()
    row.settled_at = now
    row.save(update_fields=["settled_at"])
    if clause is None or row.way == Disagreement.Way.KEEP:
        return
    text = {Disagreement.Way.OWN: row.version, Disagreement.Way.NEW: row.proposed}.get(row.way, "")  # type: ignore[call-overload]
    if text:
        clause.text = text
    else:
        clause.dropped_at = now
        contribution = clause.contribution
        if contribution and contribution.status == Contribution.Status.ACCEPTED:
            move(contribution.withdraw, "Вклад снят вместе с пунктом соглашения", ground=f"пункт {clause.number}")
    clause.save()


def _current(negotiation: Negotiation) -> ContributionAgreement:
    agreement = current(negotiation)
    assert agreement is not None, "the step is about a text"
    return agreement
