"""Delivering what was agreed: CB-07…CB-12, NG-29, the register of those who do not. Under the lock of the contribution's own case."""

from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from casework import door, workdays
from casework.door import Refused
from casework.notify import notify
from documents import files
from documents.archive import Full
from journal.record import move, record
from negotiations.agreements.models import ContributionAgreement
from negotiations.applications import quotas
from negotiations.contributions.models import Contribution
from negotiations.delivery import papers
from negotiations.delivery.models import Acceptance, DeliveryEvidence
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Organization, Person, Regulation
from programme.organizations import actions as organizations

Status = Contribution.Status


def begin(contribution: Contribution, *, by: Person) -> None:
    """CB-07."""
    _require_voice(contribution.party, by)
    move(contribution.begin, "Исполнение вклада начато", by=by)


def submit_evidence(
    contribution: Contribution, *, by: Person, is_whole: bool, volume: str, delivered_on: date, file: UploadedFile,
    amount: Decimal | None = None,
) -> None:  # fmt: skip
    """CB-08, CB-09: the giver shows what has been given; the receiver has five working days."""
    _require_voice(contribution.party, by)
    if problem := files.complaint(file) or quotas.complaint(file, by):
        raise Refused(problem)
    try:
        sha256 = files.store(file)
    except Full as full:
        raise Refused(str(full)) from None
    evidence = DeliveryEvidence.objects.create(
        contribution=contribution,
        number=contribution.evidence.count() + 1,
        is_whole=is_whole,
        volume=volume,
        amount=amount,
        delivered_on=delivered_on,
        name=files.name_of(file),
        kind=files.kind_of(file),
        size=file.size or 0,
        sha256=sha256,
        by=by,
    )
    words = "полностью" if is_whole else "частично"
    record(contribution, "submit_evidence", f"Представлено подтверждение {evidence.number}: {words}", by=by,
           payload={"sha256": evidence.sha256})  # fmt: skip


def accept_delivery(contribution: Contribution, *, by: Person, answer: str, reason: str = "") -> None:
    """CB-08, CB-09, CB-11: the receiver accepts what was shown, or disputes it with a reason."""
    _require_voice(contribution.recipient, by)
    evidence = _last(contribution)
    if answer == "dispute":
        Acceptance.objects.create(evidence=evidence, how=Acceptance.How.DISPUTED, reason=reason, by=by)
        move(contribution.dispute, "Приёмка оспорена получателем", by=by, ground=reason)
        _notify_party(contribution, contribution.party, f"dispute:{evidence.number}", "Приёмка вклада оспорена")
        return
    _accept(contribution, evidence, Acceptance.How.ACCEPTED, by)


def accept_by_silence(contribution: Contribution) -> None:
    """CB-08, CB-09: no answer in five working days is an acceptance."""
    _accept(contribution, _last(contribution), Acceptance.How.SILENCE, None)


def _accept(contribution: Contribution, evidence: DeliveryEvidence, how: str, by: Person | None) -> None:
    act = papers.act(evidence, str(Acceptance.How(how).label), by)
    Acceptance.objects.create(evidence=evidence, how=how, by=by, document=act)
    ground = f"акт № {act.number}, {Acceptance.How(how).label}"
    if evidence.is_whole:
        move(contribution.deliver, "Вклад исполнен полностью", by=by, ground=ground)
        finish(contribution)
    else:
        move(contribution.deliver_part, "Принята часть вклада", by=by, ground=ground)
    door.notify_waiters(contribution.case)
    _notify_party(contribution, contribution.party, f"accepted:{evidence.number}", "Передача вклада принята")


def fall_overdue(contribution: Contribution) -> None:
    """CB-10: the day has passed; both sides are told."""
    move(contribution.fall_overdue, f"Срок вклада ({contribution.due:%d.%m.%Y}) прошёл")
    for party in (contribution.party, contribution.recipient):
        _notify_party(contribution, party, f"overdue:{contribution.due}", "Вклад просрочен")


def resolve_dispute(contribution: Contribution, *, by: Person, outcome: str, words: str) -> None:
    """CB-12: the moderator writes what the meeting has found."""
    paper = papers.dispute(contribution, outcome, words, by)
    ground = f"протокол № {paper.number}"
    if outcome == "delivered":
        move(contribution.settle_as_delivered, "Согласительная встреча: вклад исполнен", by=by, ground=ground)
        finish(contribution)
    else:
        move(contribution.settle_as_overdue, "Согласительная встреча: вклад не исполнен", by=by, ground=ground)
    for party in (contribution.party, contribution.recipient):
        _notify_party(contribution, party, f"resolved:{paper.pk}", "Спор о приёмке вклада решён")


def finish(contribution: Contribution) -> None:
    """NG-29: the last contribution has been delivered or written off.

    The row of the agreement is locked: two contributions that end at once do not both take themselves for the last.
    """
    agreement = (
        ContributionAgreement.objects.in_force()
        .select_for_update(of=("self",))
        .filter(case=contribution.case_id)
        .first()
    )
    rest = Contribution.objects.bound().filter(case=contribution.case_id).exclude(status__in=Contribution.CLOSED)
    if agreement is None or rest.exists():
        return
    negotiation = Negotiation.objects.held(contribution.case_id)
    act = papers.fulfilment(agreement)
    agreement.ended_at = timezone.now()
    agreement.save()
    move(negotiation.fulfil, "Соглашение исполнено", ground=f"акт № {act.number}")
    record(agreement, "fulfil", "Соглашение исполнено", ground=f"акт № {act.number}")
    door.notify_waiters(negotiation)


def review_register() -> int:
    """Who has let a contribution go overdue for more than ninety days stands in the register, until it is settled; returns changes."""
    limit = workdays.local_date() - timedelta(
        days=int(Regulation.in_force().value("negotiation.unscrupulous_after_days"))
    )
    late = Contribution.objects.filter(status=Status.OVERDUE, due__lt=limit).select_related("case")
    guilty = {contribution.party.organization_id: contribution for contribution in late.select_related("party")}
    changes = 0
    for organization in Organization.objects.filter(pk__in=guilty, is_unscrupulous=False):
        contribution = guilty[organization.pk]
        organizations.mark_unscrupulous(
            organization, True, ground=f"{contribution}: просрочен с {contribution.due:%d.%m.%Y}"
        )
        changes += 1
    for organization in Organization.objects.filter(is_unscrupulous=True).exclude(pk__in=guilty):
        organizations.mark_unscrupulous(organization, False, ground="просроченные вклады закрыты")
        changes += 1
    return changes


def _require_voice(party: NegotiationParty, by: Person) -> None:
    if not party.is_spoken_for_by(by):
        raise Refused(f"За сторону {party} отвечает её представитель или подписант.")


def _last(contribution: Contribution) -> DeliveryEvidence:
    evidence = contribution.evidence.order_by("-number").first()
    assert evidence is not None, "acceptance follows evidence"
    return evidence


def _notify_party(contribution: Contribution, party: NegotiationParty, event: str, title: str) -> None:
    notify(
        party.member_key,
        f"contribution:{contribution.pk}:{event}",
        title,
        f"{contribution} (дело № {contribution.case.number}).",
        contribution.get_absolute_url(),
    )
