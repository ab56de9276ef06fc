"""An agreement from a closed package to its signatures: NG-15, NG-16, NG-21…NG-23.

All run under the lock of the agreement's own case and hold the row of the negotiation.
"""

from datetime import date
from typing import Any

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from documents.papers.actions import annul, publish
from journal.record import move, record
from negotiations.agreements import clauses, papers
from negotiations.agreements.models import AgreementPaper, ContributionAgreement
from negotiations.contributions import package
from negotiations.contributions.models import Contribution
from negotiations.disagreements.models import Endorsement
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Person

Status = Negotiation.Status


Outcome = ContributionAgreement.Outcome


def open_agreement(negotiation: Negotiation, *, by: Person) -> ContributionAgreement:
    """NG-15: the matrix is issued and the text begins; called by the flow of the negotiations, which has moved the negotiation."""
    agreement = ContributionAgreement.objects.create(case=negotiation, attempt=negotiation.agreements.count() + 1)
    agreement.matrix = papers.matrix(negotiation, by)
    agreement.save()
    clauses.write_clauses(agreement)
    record(agreement, "open_agreement", "Начат текст соглашения", by=by)
    door.open_case(agreement, by)
    return agreement


def processes(negotiation: Negotiation) -> list[int]:
    """The open case of the agreement: what stands still together with the negotiations."""
    return [agreement.process.pk for agreement in negotiation.agreements.under_way().select_related("process")]


def drop(negotiation: Negotiation, ground: str) -> None:
    """The negotiations end: so does the text, and a number waiting for signatures becomes void. Nothing when there is no text."""
    agreement = negotiation.agreements.under_way().select_related("process").first()
    if agreement is None:
        return
    with locked(agreement.process.pk):
        agreement = ContributionAgreement.objects.get(pk=agreement.pk)
        if agreement.is_settled:
            return
        if agreement.document and not agreement.document.is_registered and not agreement.document.is_annulled:
            annul(agreement.document, reason=ground)
        door.close_case(agreement.process)
        settle(agreement, Outcome.DROPPED, "Соглашение не заключено", ground=ground)


def settle(
    agreement: ContributionAgreement, outcome: str, title: str, *, by: Person | None = None, ground: str = ""
) -> None:
    """End an attempt with its outcome; the flow of the negotiation is told to look again."""
    if outcome != Outcome.IN_FORCE:
        agreement.document = None
    agreement.outcome, agreement.settled_at = outcome, timezone.now()
    agreement.save()
    record(agreement, "settle", title, by=by, ground=ground, payload={"outcome": outcome})
    door.notify_waiters(agreement)
    door.notify_waiters(agreement.case)


def send_draft(agreement: ContributionAgreement, *, by: Person, valid_until: date, texts: dict[int, str]) -> None:
    """NG-16: the text goes to the parties; after a refused signature or a failed settlement it is a new edition."""
    negotiation = Negotiation.objects.held(agreement.case_id)
    if negotiation.status not in (Status.DRAFTING, Status.COORDINATION, Status.DISAGREEMENT):
        raise Refused(f"Сейчас текст не готовится: дело в состоянии «{negotiation.get_status_display()}».")
    changed = [clause for clause in agreement.clauses.all() if texts.get(clause.pk, clause.text) != clause.text]
    for clause in changed:
        clause.text = texts[clause.pk]
        clause.save(update_fields=["text"])
    agreement.valid_until = valid_until
    if negotiation.status == Status.DRAFTING:
        move(negotiation.send_draft, "Проект соглашения направлен сторонам", by=by)
    else:
        agreement.edition += 1
    agreement.save()
    numbers = ", ".join(clause.number for clause in changed)
    record(agreement, "send_draft", f"Проект направлен, редакция {agreement.edition}", by=by,
           ground=f"изменены пункты {numbers}" if numbers else "")  # fmt: skip
    door.notify_waiters(negotiation)


def to_signing(
    agreement: ContributionAgreement,
    *,
    by: Person,
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
    negotiation = Negotiation.objects.held(agreement.case_id)
    reckoning = package.of(negotiation, [party for party, _, _ in people])
    if not reckoning.is_closed:
        raise Refused(
            f"Пакет вкладов разомкнулся: {'; '.join(reckoning.reasons)}. Доработайте текст или закройте дело."
        )
    for party, person, _ in people:
        if party.signer_key not in person.capacity_keys():
            raise Refused(f"{person} сегодня не вправе подписывать за {party}.")
    agreement.disagreements_paper = papers.disagreements(agreement, by) or agreement.disagreements_paper
    term = negotiation.process.term("negotiation.signing")
    agreement.document = papers.agreement(agreement, people, term, by)
    agreement.save()
    AgreementPaper.objects.create(agreement=agreement, document=agreement.document, edition=agreement.edition)
    move(negotiation.send_for_signing, f"Соглашение № {agreement.document.number} направлено на подпись", by=by)
    door.notify_waiters(negotiation)


def bound_parties(agreement: ContributionAgreement) -> list[NegotiationParty]:
    """Who signs: the essential parties, and of the others those who have agreed with this edition."""
    agreed = agreement.endorsements.filter(edition=agreement.edition, answer=Endorsement.Answer.AGREE).values("party")
    return [party for party in agreement.case.sides() if party.is_essential or agreed.filter(party=party).exists()]


def apply_signing(agreement: ContributionAgreement) -> None:
    """NG-22: the last signature; or NG-23: somebody has refused or the term has passed, the number is void."""
    negotiation = Negotiation.objects.held(agreement.case_id)
    document = agreement.document
    assert document is not None, "the paper was issued before it was awaited"
    if document.is_annulled:
        agreement.document = None
        agreement.save()
        move(negotiation.refuse_signing, f"Соглашение № {document.number} не подписано, номер аннулирован",
             ground=document.annulled_reason)  # fmt: skip
        notify(negotiation.moderator_key, f"agreement:{document.pk}:void", "Соглашение не подписано",
               f"№ {document.number}: {document.annulled_reason}", agreement.get_absolute_url())  # fmt: skip
        door.notify_waiters(negotiation)
        return
    _enter_into_force(negotiation, agreement)


def _enter_into_force(negotiation: Negotiation, agreement: ContributionAgreement) -> None:
    document = agreement.document
    assert document is not None, "in force is what was signed"
    negotiation.ended_at = timezone.now()
    move(
        negotiation.enter_into_force,
        f"Соглашение № {document.number} вступило в силу",
        ground="подписи всех обязательных сторон",
    )
    publish(document)
    bound = {party.pk for party in bound_parties(agreement)}
    for contribution in negotiation.contributions.alive().order_by("number"):
        if contribution.status == Contribution.Status.ACCEPTED and contribution.party_id in bound:
            move(contribution.commit, f"Закреплён соглашением № {document.number}")
            door.open_case(contribution)
        else:
            move(contribution.withdraw, "Не вошёл в соглашение", ground="переговоры окончены")
    settle(agreement, Outcome.IN_FORCE, f"Соглашение № {document.number} вступило в силу")
    for party in negotiation.sides():
        notify(party.member_key, f"agreement:{agreement.pk}:in_force", "Соглашение о вкладах вступило в силу",
               f"№ {document.number}. Сроки ваших вкладов — в задачах.", agreement.get_absolute_url())  # fmt: skip
