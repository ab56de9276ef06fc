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
    one: ContributionAgreement, signatories: list[tuple[NegotiationParty, Any, str]], term: Term, by: Any
) -> Document:
    """NG-21: the agreement with its reserved number; `signatories`: party, person, «в лице …»."""
    case = one.case
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
            "sections": text.sections(one),
            "gifts": text.gifts_table(case, reckoning, bound),
            "conditions": [words for _, words in text.links(case, list(case.contributions.kept()))],
            "balance": text.balance(reckoning),
            "disagreements": disagreements_of(one),
            "matrix": one.matrix.number if one.matrix else "",
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


def disagreements_of(one: ContributionAgreement) -> list[dict[str, str]]:
    """What stays disputed in the agreement: disagreements settled by keeping the text, and those of parties that are not essential."""
    rows = one.disagreements.select_related("party__organization", "clause").order_by("pk")
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


def disagreements(one: ContributionAgreement, by: Any) -> Document | None:
    """The protocol of disagreements about what is not essential; nothing when there are none."""
    rows = disagreements_of(one)
    if not rows:
        return None
    return issue(
        kind=Kind.MINUTES,
        title="Протокол разногласий по необязательным условиям соглашения о встречных вкладах",
        snapshot={"case": text.reference(one.case), "rows": rows},
        template="negotiations/pdf/disagreements.html",
        register="acts",
        signatories=[(by, "Модератор", 1)],
        readers=readers(one.case),
        by=by,
    )


def supplement(one: Supplement, signatories: list[tuple[NegotiationParty, Any]], term: Term, by: Any) -> Document:
    """NG-28, NG-30, CB-13: an additional agreement signed by all whom it touches."""
    agreement_ = one.agreement
    assert agreement_.document, "an additional agreement is to one that is in force"
    count = agreement_.supplements.exclude(document=None).count() + 1
    titles = {
        Supplement.Purpose.AMEND: f"Дополнительное соглашение {count} к соглашению",
        Supplement.Purpose.WRITE_OFF: f"Дополнительное соглашение {count} о списании вклада по соглашению",
        Supplement.Purpose.TERMINATE: "О расторжении соглашения",
    }
    return issue(
        kind=Kind.AGREEMENT,
        title=f"{titles[Supplement.Purpose(one.purpose)]} № {agreement_.document.number} о встречных вкладах",
        snapshot={
            "case": text.reference(agreement_.case),
            "to": f"№ {agreement_.document.number} от {agreement_.document.date:%d.%m.%Y}",
            "purpose": one.purpose,
            "parties": [
                {"name": party.organization.full_name, "face": text.face(party, person)}
                for party, person in signatories
            ],
            "points": _points(one),
            "ground": one.ground,
        },
        template="negotiations/pdf/supplement.html",
        register="agreements",
        signatories=[
            (person, f"{party.organization.short_name}"[:200], 1, party.signer_key) for party, person in signatories
        ],
        readers=readers(agreement_.case),
        deadline=term,
        by=by,
    )


def _points(one: Supplement) -> list[str]:
    """What changes, in points."""
    if one.purpose == Supplement.Purpose.TERMINATE:
        return [
            "Стороны прекращают соглашение. Вклады, не исполненные к этому дню, не передаются.",
            "Исполненное до расторжения остаётся у получателей.",
        ]
    gift = one.contribution
    assert gift is not None, "this one is about a contribution"
    if one.purpose == Supplement.Purpose.WRITE_OFF:
        return [
            f"Вклад {gift.number} ({gift.what}) списывается: даритель освобождён от передачи неисполненной части, получатель не возражает."
        ]
    found = [f"По вкладу {gift.number} ({gift.what}) устанавливается срок: не позднее {text.written(one.due)}"]
    if one.quantity is not None:
        found.append(f"Количество: {one.quantity:f}".rstrip("0").rstrip(".").replace(".", ",") + f" {gift.unit}.")
    if one.value is not None:
        found.append(f"Оценка: {money(one.value)}.")
    return found


def act(evidence: DeliveryEvidence, how: str, by: Any) -> Document:
    """CB-08, CB-09: the act of acceptance of a part or of the whole."""
    one = evidence.contribution
    word = "полном" if evidence.is_whole else "частичном"
    return issue(
        kind=Kind.ACT,
        title=f"О {word} исполнении вклада {one.number} по соглашению о встречных вкладах",
        snapshot={
            **_gift(one),
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
        readers=readers(one.case),
        by=by,
    )


def dispute(one: Contribution, outcome: str, words: str, by: Any) -> Document:
    """CB-12: what the meeting has decided."""
    last = one.evidence.select_related("acceptance").order_by("-number").first()
    assert last, "a dispute is about what was shown"
    return issue(
        kind=Kind.MINUTES,
        title=f"Протокол согласительной встречи о приёмке вклада {one.number}",
        snapshot={
            **_gift(one),
            "reason": last.acceptance.reason,
            "shown": last.volume,
            "outcome": outcome,
            "words": [line for line in words.splitlines() if line.strip()],
        },
        template="negotiations/pdf/dispute.html",
        register="acts",
        signatories=[(by, "Модератор", 1)],
        readers=readers(one.case),
        by=by,
    )


def fulfilment(one: ContributionAgreement) -> Document:
    """NG-29: everything has been delivered or written off."""
    rows = one.case.contributions.bound().select_related("party__organization", "recipient__organization")
    assert one.document, "an agreement in force has its paper"
    return issue(
        kind=Kind.ACT,
        title=f"Об исполнении соглашения о встречных вкладах № {one.document.number}",
        snapshot={
            "case": text.reference(one.case),
            "agreement": f"№ {one.document.number} от {one.document.date:%d.%m.%Y}",
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
        readers=readers(one.case),
        is_public=True,
    )


def _gift(one: Contribution) -> dict[str, Any]:
    found = ContributionAgreement.objects.filter(case=one.case, outcome="in_force").select_related("document").first()
    paper = found.document if found else None
    return {
        "case": text.reference(one.case),
        "agreement": f"№ {paper.number} от {paper.date:%d.%m.%Y}" if paper else "",
        "gift": {
            "number": one.number,
            "giver": one.party.organization.full_name,
            "receiver": one.recipient.organization.full_name,
            "kind": one.get_kind_display(),
            "what": one.what,
            "volume": one.volume,
            "value": money(one.value) if one.value else "—",
            "due": one.due,
            "confirmation": one.confirmation,
        },
    }
