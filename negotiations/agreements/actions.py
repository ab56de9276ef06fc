"""From a closed package to the signatures: NG-15…NG-23. Under the lock of the agreement's own case; the negotiation case by its row."""

from datetime import date
from typing import Any

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from documents.papers import actions as papers_actions
from journal.record import move, record
from negotiations.agreements import clauses, papers
from negotiations.agreements.models import AgreementPaper, ContributionAgreement, Disagreement, Endorsement, current
from negotiations.contributions import package
from negotiations.contributions.models import Contribution
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation

Status = Negotiation.Status
Outcome = ContributionAgreement.Outcome


def open_agreement(case: Negotiation, *, by: Any) -> ContributionAgreement:
    """NG-15: the matrix is issued and the text begins; called by the flow of the negotiations, which has moved the case."""
    agreement = ContributionAgreement.objects.create(case=case, attempt=case.agreements.count() + 1)
    agreement.matrix = papers.matrix(case, by)
    agreement.save()
    clauses.write_clauses(agreement)
    record(agreement, "open_agreement", "Начат текст соглашения", by=by)
    door.open_case(agreement, by)
    return agreement


def processes(case: Negotiation) -> list[int]:
    """The open case of the agreement: what stands still together with the negotiations."""
    return [agreement.process.pk for agreement in case.agreements.under_way().select_related("process")]


def drop(case: Negotiation, ground: str) -> None:
    """The negotiations end: so does the text, and a number waiting for signatures becomes void. Nothing when there is no text."""
    agreement = case.agreements.under_way().select_related("process").first()
    if agreement is None:
        return
    with locked(agreement.process.pk):
        agreement = ContributionAgreement.objects.get(pk=agreement.pk)
        if agreement.is_settled:
            return
        if agreement.document and not agreement.document.is_registered and not agreement.document.is_annulled:
            papers_actions.annul(agreement.document, reason=ground)
        door.close_case(agreement.process)
        settle(agreement, Outcome.DROPPED, "Соглашение не заключено", ground=ground)


def settle(agreement: ContributionAgreement, outcome: str, title: str, *, by: Any = None, ground: str = "") -> None:
    """The attempt is over; the negotiations look at it."""
    if outcome != Outcome.IN_FORCE:
        agreement.document = None
    agreement.outcome, agreement.settled_at = outcome, timezone.now()
    agreement.save()
    record(agreement, "settle", title, by=by, ground=ground, payload={"outcome": outcome})
    door.wake(agreement)
    door.wake(agreement.case)


def send_draft(agreement: ContributionAgreement, *, by: Any, valid_until: date, texts: dict[int, str]) -> None:
    """NG-16: the text goes to the parties; after a refused signature or a failed settlement it is a new edition."""
    case = Negotiation.objects.held(agreement.case_id)
    if case.status not in (Status.DRAFTING, Status.COORDINATION, Status.DISAGREEMENT):
        raise Refused(f"Сейчас текст не готовится: дело в состоянии «{case.get_status_display()}».")
    changed = [clause for clause in agreement.clauses.all() if texts.get(clause.pk, clause.text) != clause.text]
    for clause in changed:
        clause.text = texts[clause.pk]
        clause.save(update_fields=["text"])
    agreement.valid_until = valid_until
    if case.status == Status.DRAFTING:
        move(case.send_draft, "Проект соглашения направлен сторонам", by=by)
    else:
        agreement.edition += 1
    agreement.save()
    numbers = ", ".join(clause.number for clause in changed)
    record(agreement, "send_draft", f"Проект направлен, редакция {agreement.edition}", by=by,
           ground=f"изменены пункты {numbers}" if numbers else "")  # fmt: skip
    door.wake(case)


def endorse(
    party: NegotiationParty, *, by: Any, answer: str, disagreements: list[tuple[Any, str, str]] | None = None
) -> None:
    """NG-17, NG-18: a party agrees with the text, or says its own version of clauses with the reasons."""
    if not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} отвечает её представитель или подписант.")
    case = Negotiation.objects.held(party.case_id)
    if case.status not in (Status.COORDINATION, Status.DISAGREEMENT):
        raise Refused(f"Сейчас текст не согласуется: дело в состоянии «{case.get_status_display()}».")
    agreement = _current(case)
    Endorsement.objects.create(agreement=agreement, party=party, edition=agreement.edition, answer=answer, by=by)
    if answer == Endorsement.Answer.AGREE:
        record(agreement, "endorse", f"{party}: согласовано", by=by)
        if case.status == Status.COORDINATION:
            move(case.take_visa, f"Текст согласован: {party}", by=by)
        return
    for clause, version, reason in disagreements or []:
        Disagreement.objects.create(
            agreement=agreement, party=party, clause=clause, edition=agreement.edition, version=version, reason=reason
        )
    _disagreed(case, agreement, party, f"{party}: заявлено разногласий — {len(disagreements or [])}", by)


def keep_silent(party: NegotiationParty) -> None:
    """NG-17: no answer in time is a disagreement."""
    case = Negotiation.objects.held(party.case_id)
    agreement = _current(case)
    Endorsement.objects.create(
        agreement=agreement, party=party, edition=agreement.edition, answer=Endorsement.Answer.SILENCE
    )
    Disagreement.objects.create(
        agreement=agreement, party=party, edition=agreement.edition, reason="ответ не поступил в срок"
    )
    _disagreed(case, agreement, party, f"{party}: ответа нет, это считается разногласием", None)


def _disagreed(
    case: Negotiation, agreement: ContributionAgreement, party: NegotiationParty, title: str, by: Any
) -> None:
    """A party without whom nothing is decided makes the whole text disputed; another's words go into the protocol."""
    record(agreement, "disagree", title, by=by)
    if party.is_essential and case.status == Status.COORDINATION:
        move(case.disagree, title, by=by)
        door.wake(case)


def propose(
    agreement: ContributionAgreement, *, by: Any, step: str, ways: dict[int, tuple[str, str]] | None = None
) -> None:
    """The moderator proposes how to settle each disagreement (NG-20), or a round to reconcile (NG-19)."""
    case = Negotiation.objects.held(agreement.case_id)
    if case.status != Status.DISAGREEMENT:
        raise Refused(f"Разногласий сейчас нет: дело в состоянии «{case.get_status_display()}».")
    if step == "round":
        if case.conciliations >= case.rule("conciliation_rounds_max"):
            raise Refused("Согласительных раундов уже было два. Предложите улаживание или закройте дело.")
        settle(agreement, Outcome.ROUND, "Разногласия вынесены на согласительный раунд", by=by)
        return
    for disagreement in agreement.open_disagreements():
        disagreement.way, disagreement.proposed = (ways or {})[disagreement.pk]
        disagreement.save(update_fields=["way", "proposed"])
    agreement.settlements += 1
    agreement.save()
    record(agreement, "propose", f"Предложено улаживание {agreement.settlements}", by=by)


def answer_settlement(party: NegotiationParty, *, by: Any, answer: str, reason: str = "") -> None:
    """NG-20: an essential party takes what the moderator proposes, or not."""
    if not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} отвечает её представитель или подписант.")
    _answer(party, answer == "accept", reason, by)


def refuse_settlement_by_silence(party: NegotiationParty) -> None:
    """Consensus needs a word: silence is no consent."""
    _answer(party, False, "ответ не поступил в срок", None)


def _answer(party: NegotiationParty, is_given: bool, reason: str, by: Any) -> None:
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
    case = Negotiation.objects.held(agreement.case_id)
    for row in agreement.open_disagreements().select_related("clause__contribution"):
        _settle_one(row)
    move(case.settle_disagreement, "Разногласия улажены согласием обязательных сторон")
    door.wake(case)


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
        gift = clause.contribution
        if gift and gift.status == Contribution.Status.ACCEPTED:
            move(gift.withdraw, "Вклад снят вместе с пунктом соглашения", ground=f"пункт {clause.number}")
    clause.save()


def to_signing(
    agreement: ContributionAgreement,
    *,
    by: Any,
    step: str,
    signatories: list[tuple[NegotiationParty, Any, str]] | None = None,
) -> None:
    """NG-21: all essential parties have agreed; the number is reserved and the signatories are asked."""
    if agreement.open_disagreements().exists():
        record(agreement, "hold_back", "Появилось разногласие: сначала оно улаживается", by=by)
        return
    if step != "sign":
        record(agreement, "redraft", "Текст возвращён на доработку", by=by)
        return
    people = signatories or []
    case = Negotiation.objects.held(agreement.case_id)
    reckoning = package.of(case, [party for party, _, _ in people])
    if not reckoning.is_closed:
        raise Refused(
            f"Пакет вкладов разомкнулся: {'; '.join(reckoning.reasons)}. Доработайте текст или закройте дело."
        )
    for party, person, _ in people:
        if party.signer_key not in person.capacity_keys():
            raise Refused(f"{person} сегодня не вправе подписывать за {party}.")
    agreement.disagreements_paper = papers.disagreements(agreement, by) or agreement.disagreements_paper
    term = case.process.term("negotiation.signing")
    agreement.document = papers.agreement(agreement, people, term, by)
    agreement.save()
    AgreementPaper.objects.create(agreement=agreement, document=agreement.document, edition=agreement.edition)
    move(case.send_for_signing, f"Соглашение № {agreement.document.number} направлено на подпись", by=by)
    door.wake(case)


def bound_parties(agreement: ContributionAgreement) -> list[NegotiationParty]:
    """Who signs: the essential parties, and of the others those who have agreed with this edition."""
    agreed = agreement.endorsements.filter(edition=agreement.edition, answer=Endorsement.Answer.AGREE).values("party")
    return [party for party in agreement.case.sides() if party.is_essential or agreed.filter(party=party).exists()]


def apply_signing(agreement: ContributionAgreement) -> None:
    """NG-22: the last signature; or NG-23: somebody has refused or the term has passed, the number is void."""
    case = Negotiation.objects.held(agreement.case_id)
    document = agreement.document
    assert document is not None, "the paper was issued before it was awaited"
    if document.is_annulled:
        agreement.document = None
        agreement.save()
        move(case.refuse_signing, f"Соглашение № {document.number} не подписано, номер аннулирован",
             ground=document.annulled_reason)  # fmt: skip
        notify(case.moderator_key, f"agreement:{document.pk}:void", "Соглашение не подписано",
               f"№ {document.number}: {document.annulled_reason}", agreement.get_absolute_url())  # fmt: skip
        door.wake(case)
        return
    _enter_into_force(case, agreement)


def _enter_into_force(case: Negotiation, agreement: ContributionAgreement) -> None:
    document = agreement.document
    assert document is not None, "in force is what was signed"
    case.ended_at = timezone.now()
    move(
        case.enter_into_force,
        f"Соглашение № {document.number} вступило в силу",
        ground="подписи всех обязательных сторон",
    )
    papers_actions.publish(document)
    bound = {party.pk for party in bound_parties(agreement)}
    for gift in case.contributions.alive().order_by("number"):
        if gift.status == Contribution.Status.ACCEPTED and gift.party_id in bound:
            move(gift.commit, f"Закреплён соглашением № {document.number}")
            door.open_case(gift)
        else:
            move(gift.withdraw, "Не вошёл в соглашение", ground="переговоры окончены")
    settle(agreement, Outcome.IN_FORCE, f"Соглашение № {document.number} вступило в силу")
    for party in case.sides():
        notify(party.member_key, f"agreement:{agreement.pk}:in_force", "Соглашение о вкладах вступило в силу",
               f"№ {document.number}. Сроки ваших вкладов — в задачах.", agreement.get_absolute_url())  # fmt: skip


def _current(case: Negotiation) -> ContributionAgreement:
    agreement = current(case)
    assert agreement is not None, "the step is about a text"
    return agreement
