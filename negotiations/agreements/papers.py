"""The papers of an agreement: the matrix of interests and contributions, the agreement, the protocol of disagreements."""

from typing import Any

from casework.workdays import Term
from documents.evidence import facts
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.agreements import clauses, snapshots
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions import package
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from negotiations.talks.papers import readers
from programme.models import Person


def matrix(negotiation: Negotiation, by: Person) -> Document:
    """NG-15: interests and contributions, what counts, the balance."""
    return issue(
        kind=Kind.SHEET,
        title=f"Матрица интересов и вкладов по переговорному делу № {negotiation.number}",
        snapshot=snapshots.matrix(negotiation),
        template="negotiations/pdf/matrix.html",
        register="acts",
        readers=readers(negotiation),
        by=by,
    )


def agreement(
    agreement: ContributionAgreement, signatories: list[tuple[NegotiationParty, Any, str]], term: Term, by: Person
) -> Document:
    """NG-21: the agreement with its reserved number; `signatories`: party, person, «в лице …»."""
    negotiation = agreement.case
    bound = [party for party, _, _ in signatories]
    reckoning = package.of(negotiation, bound)
    gifts = snapshots.contributions_table(negotiation, reckoning, bound)
    return issue(
        kind=Kind.AGREEMENT,
        title=f"О встречных вкладах в реализацию проектного предложения «{negotiation.proposal.title}»",
        snapshot={
            "case": snapshots.reference(negotiation),
            "parties": [snapshots.signing_party(party, face) for party, _, face in signatories],
            "sections": snapshots.sections(agreement, gifts),
            "gifts": gifts,
            "conditions": [words for _, words in clauses.links(negotiation, list(negotiation.contributions.agreed()))],
            "balance": snapshots.balance(reckoning),
            "disagreements": disagreements_of(agreement),
            "matrix": agreement.matrix.number if agreement.matrix else "",
            "regulation": str(negotiation.process.regulation),
            facts.KEY: snapshots.balance_facts(negotiation, reckoning),
        },
        template="negotiations/pdf/agreement.html",
        register="agreements",
        signatories=[
            (person, f"{party.organization.short_name}"[:200], 1, party.signer_key) for party, person, _ in signatories
        ],
        readers=readers(negotiation),
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


def disagreements(agreement: ContributionAgreement, by: Person) -> Document | None:
    """The protocol of disagreements about what is not essential; nothing when there are none."""
    rows = disagreements_of(agreement)
    if not rows:
        return None
    return issue(
        kind=Kind.MINUTES,
        title="Протокол разногласий по необязательным условиям соглашения о встречных вкладах",
        snapshot={"case": snapshots.reference(agreement.case), "rows": rows},
        template="negotiations/pdf/disagreements.html",
        register="acts",
        signatories=[(by, "Модератор", 1)],
        readers=readers(agreement.case),
        by=by,
    )
