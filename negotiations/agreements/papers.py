"""The papers of an agreement: the matrix, the agreement itself, the protocol of disagreements, additional agreements, acts."""

from typing import Any

from casework.workdays import Term
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.agreements import clauses as text
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions import package
from negotiations.contributions.apportion import money
from negotiations.contributions.models import Contribution
from negotiations.delivery.models import DeliveryEvidence
from negotiations.parties.models import NegotiationParty
from negotiations.supplements.models import Supplement
from negotiations.talks.models import Negotiation
from negotiations.talks.papers import readers


def matrix(case: Negotiation, by: Any) -> Document:
    """NG-15: interests and contributions, what counts, the balance."""
    return issue(
        kind=Kind.SHEET,
        title=f"Матрица интересов и вкладов по переговорному делу № {case.number}",
        snapshot=text.matrix(case),
        template="negotiations/pdf/matrix.html",
        register="acts",
        readers=readers(case),
        by=by,
    )


def agreement(
    agreement: ContributionAgreement, signatories: list[tuple[NegotiationParty, Any, str]], term: Term, by: Any
) -> Document:
    """NG-21: the agreement with its reserved number; `signatories`: party, person, «в лице …»."""
    case = agreement.case
    bound = [party for party, _, _ in signatories]
    reckoning = package.of(case, bound)
    return issue(
        kind=Kind.AGREEMENT,
        title=f"О встречных вкладах в реализацию проектного предложения «{case.proposal.title}»",
        snapshot={
            "case": text.reference(case),
            "parties": [
                {
                    "name": party.organization.full_name,
                    "short_name": party.organization.short_name,
                    "sector": party.get_sector_display(),
                    "inn": party.organization.inn,
                    "address": party.organization.address,
                    "face": face,
                    "is_essential": party.is_essential,
                }
                for party, _, face in signatories
            ],
            "sections": text.sections(agreement),
            "gifts": text.gifts_table(case, reckoning, bound),
            "conditions": [words for _, words in text.links(case, list(case.contributions.kept()))],
            "balance": text.balance(reckoning),
            "disagreements": disagreements_of(agreement),
            "matrix": agreement.matrix.number if agreement.matrix else "",
            "regulation": str(case.process.regulation),
        },
        template="negotiations/pdf/agreement.html",
        register="agreements",
        signatories=[
            (person, f"{party.organization.short_name}"[:200], 1, party.signer_key) for party, person, _ in signatories
        ],
        readers=readers(case),
        is_public=False,
        deadline=term,
        by=by,
    )


def disagreements_of(agreement: ContributionAgreement) -> list[dict[str, str]]:
    """What stays disputed in the agreement: disagreements settled by keeping the text, and those of parties that are not essential."""
    rows = agreement.disagreements.select_related("party__organization", "clause").order_by("pk")
    return [
        {
            "party": row.party.organization.short_name,
            "clause": row.clause.number if row.clause else "в целом",
            "text": row.clause.text if row.clause else "",
            "version": row.version or ("исключить пункт" if row.clause else "—"),
            "reason": row.reason,
        }
        for row in rows
        if row.way == row.Way.KEEP or (not row.party.is_essential and row.settled_at is None)
    ]


def disagreements(agreement: ContributionAgreement, by: Any) -> Document | None:
    """The protocol of disagreements about what is not essential; nothing when there are none."""
    rows = disagreements_of(agreement)
    if not rows:
        return None
    return issue(
        kind=Kind.MINUTES,
        title="Протокол разногласий по необязательным условиям соглашения о встречных вкладах",
        snapshot={"case": text.reference(agreement.case), "rows": rows},
        template="negotiations/pdf/disagreements.html",
        register="acts",
        signatories=[(by, "Модератор", 1)],
        readers=readers(agreement.case),
        by=by,
    )


def supplement(
    supplement: Supplement, signatories: list[tuple[NegotiationParty, Any]], term: Term, by: Any
) -> Document:
    """NG-28, NG-30, CB-13: an additional agreement signed by all whom it touches."""
    agreement = supplement.agreement
    assert agreement.document, "an additional agreement is to one that is in force"
    count = agreement.supplements.exclude(document=None).count() + 1
    titles = {
        Supplement.Purpose.AMEND: f"Дополнительное соглашение {count} к соглашению",
        Supplement.Purpose.WRITE_OFF: f"Дополнительное соглашение {count} о списании вклада по соглашению",
        Supplement.Purpose.TERMINATE: "О расторжении соглашения",
    }
    return issue(
        kind=Kind.AGREEMENT,
        title=f"{titles[Supplement.Purpose(supplement.purpose)]} № {agreement.document.number} о встречных вкладах",
        snapshot={
            "case": text.reference(agreement.case),
            "to": f"№ {agreement.document.number} от {agreement.document.date:%d.%m.%Y}",
            "purpose": supplement.purpose,
            "parties": [
                {"name": party.organization.full_name, "face": text.face(party, person)}
                for party, person in signatories
            ],
            "points": _points(supplement),
            "ground": supplement.ground,
        },
        template="negotiations/pdf/supplement.html",
        register="agreements",
        signatories=[
            (person, f"{party.organization.short_name}"[:200], 1, party.signer_key) for party, person in signatories
        ],
        readers=readers(agreement.case),
        deadline=term,
        by=by,
    )


def _points(supplement: Supplement) -> list[str]:
    """What changes, in points."""
    if supplement.purpose == Supplement.Purpose.TERMINATE:
        return [
            "Стороны прекращают соглашение. Вклады, не исполненные к этому дню, не передаются.",
            "Исполненное до расторжения остаётся у получателей.",
        ]
    gift = supplement.contribution
    assert gift is not None, "this one is about a contribution"
    if supplement.purpose == Supplement.Purpose.WRITE_OFF:
        return [
            f"Вклад {gift.number} ({gift.what}) списывается: даритель освобождён от передачи неисполненной части, получатель не возражает."
        ]
    points = [f"По вкладу {gift.number} ({gift.what}) устанавливается срок: не позднее {text.written(supplement.due)}"]
    if supplement.quantity is not None:
        points.append(
            f"Количество: {supplement.quantity:f}".rstrip("0").rstrip(".").replace(".", ",") + f" {gift.unit}."
        )
    if supplement.value is not None:
        points.append(f"Оценка: {money(supplement.value)}.")
    return points


def act(evidence: DeliveryEvidence, how: str, by: Any) -> Document:
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


def dispute(contribution: Contribution, outcome: str, words: str, by: Any) -> Document:
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
            "case": text.reference(agreement.case),
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
        "case": text.reference(contribution.case),
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
