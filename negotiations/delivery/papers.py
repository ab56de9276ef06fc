"""The papers of delivery: acts of acceptance, minutes of a dispute, the act of fulfilment."""

from typing import Any

from casework.formats import money
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.agreements import snapshots
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions.models import Contribution
from negotiations.delivery.models import DeliveryEvidence
from negotiations.talks.papers import readers
from programme.models import Person


def act(evidence: DeliveryEvidence, how: str, by: Person | None) -> Document:
    """CB-08, CB-09: the act of acceptance of a part or of the whole."""
    contribution = evidence.contribution
    word = "полном" if evidence.is_whole else "частичном"
    return issue(
        kind=Kind.ACT,
        title=f"О {word} исполнении вклада {contribution.number} по соглашению о встречных вкладах",
        snapshot={
            **_gift(contribution),
            "evidence": {
                "volume": evidence.volume,
                "amount": money(evidence.amount) if evidence.amount else "—",
                "delivered_on": evidence.delivered_on,
                "name": evidence.name,
                "sha256": evidence.sha256,
                "by": evidence.by.get_full_name(),
                "is_whole": evidence.is_whole,
            },
            "how": how,
            "accepted_by": by.get_full_name() if by else "",
        },
        template="negotiations/pdf/act.html",
        register="acts",
        readers=readers(contribution.case),
        by=by,
    )


def dispute(contribution: Contribution, outcome: str, words: str, by: Person) -> Document:
    """CB-12: what the meeting has decided."""
    last = contribution.evidence.select_related("acceptance").order_by("-number").first()
    assert last, "a dispute is about what was shown"
    return issue(
        kind=Kind.MINUTES,
        title=f"Протокол согласительной встречи о приёмке вклада {contribution.number}",
        snapshot={
            **_gift(contribution),
            "reason": last.acceptance.reason,
            "shown": last.volume,
            "outcome": outcome,
            "words": [line for line in words.splitlines() if line.strip()],
        },
        template="negotiations/pdf/dispute.html",
        register="acts",
        signatories=[(by, "Модератор", 1)],
        readers=readers(contribution.case),
        by=by,
    )


def fulfilment(agreement: ContributionAgreement) -> Document:
    """NG-29: everything has been delivered or written off."""
    rows = agreement.case.contributions.bound().select_related("party__organization", "recipient__organization")
    assert agreement.document, "an agreement in force has its paper"
    return issue(
        kind=Kind.ACT,
        title=f"Об исполнении соглашения о встречных вкладах № {agreement.document.number}",
        snapshot={
            "case": snapshots.reference(agreement.case),
            "agreement": f"№ {agreement.document.number} от {agreement.document.date:%d.%m.%Y}",
            "rows": [
                {
                    "number": row.number,
                    "giver": row.party.organization.short_name,
                    "receiver": row.recipient.organization.short_name,
                    "what": row.what,
                    "value": money(row.value) if row.value else "—",
                    "status": row.get_status_display(),
                }
                for row in rows
            ],
        },
        template="negotiations/pdf/fulfilment.html",
        register="acts",
        readers=readers(agreement.case),
        is_public=True,
    )


def _gift(contribution: Contribution) -> dict[str, Any]:
    agreement = (
        ContributionAgreement.objects.filter(case=contribution.case, outcome="in_force")
        .select_related("document")
        .first()
    )
    paper = agreement.document if agreement else None
    return {
        "case": snapshots.reference(contribution.case),
        "agreement": f"№ {paper.number} от {paper.date:%d.%m.%Y}" if paper else "",
        "gift": {
            "number": contribution.number,
            "giver": contribution.party.organization.full_name,
            "receiver": contribution.recipient.organization.full_name,
            "kind": contribution.get_kind_display(),
            "what": contribution.what,
            "volume": contribution.volume,
            "value": money(contribution.value) if contribution.value else "—",
            "due": contribution.due,
            "confirmation": contribution.confirmation,
        },
    }
