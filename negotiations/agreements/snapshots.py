"""What the papers of an agreement freeze: sections, the table of contributions, the balance, who acts for whom."""

from typing import Any

from casework.formats import money
from negotiations.agreements.clauses import TERM, links, written
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions import package
from negotiations.contributions.balance import SECTORS, Package
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Membership, Person


def mandate(party: NegotiationParty, person: Person) -> Membership | None:
    """On what ground a person signs for a party today."""
    return party.organization.memberships.mandated().filter(person=person).first()


def face(party: NegotiationParty, person: Person) -> str:
    """«в лице …, действующего на основании …», to be checked by a person: a program does not decline names."""
    membership = mandate(party, person)
    position = f"{membership.position}, " if membership else ""
    ground = membership.ground if membership else "устава"
    return f"{position}{person.get_full_name()}; основание полномочий: {ground}"


def signing_party(party: NegotiationParty, face: str) -> dict[str, Any]:
    """A party in the head of the agreement; `face` is its «в лице …»."""
    return {
        "name": party.organization.full_name,
        "short_name": party.organization.short_name,
        "sector": party.get_sector_display(),
        "inn": party.organization.inn,
        "address": party.organization.address,
        "face": face,
        "is_essential": party.is_essential,
    }


def sections(agreement: ContributionAgreement) -> list[dict[str, Any]]:
    """The text section by section; a dropped clause leaves its number behind."""
    parts: list[dict[str, Any]] = []
    for clause in agreement.clauses.order_by("position"):
        if not parts or parts[-1]["title"] != clause.section:
            parts.append({"title": clause.section, "clauses": []})
        parts[-1]["clauses"].append(
            {"number": clause.number, "text": "(исключён)" if clause.dropped_at else clause.text}
        )
    term = f"Соглашение действует до {written(agreement.valid_until)}" if agreement.valid_until else ""
    number = len(parts) + 1
    parts.append(
        {
            "title": TERM,
            "clauses": [
                {
                    "number": f"{number}.1",
                    "text": "Соглашение вступает в силу с последней подписью обязательных сторон.",
                },
                {
                    "number": f"{number}.2",
                    "text": f"{term} Обязательства действуют до их исполнения или списания.".strip(),
                },
            ],
        }
    )
    return parts


def contributions_table(
    negotiation: Negotiation, reckoning: Package, bound: list[NegotiationParty]
) -> list[dict[str, Any]]:
    """Who gives what to whom: the table of the agreement."""
    counted = {row.offer.key: row for side in reckoning.sides for row in side.rows}
    agreed = negotiation.contributions.agreed().filter(party__in=[party.pk for party in bound])
    return [
        {
            "number": contribution.number,
            "giver": contribution.party.organization.short_name,
            "receiver": contribution.recipient.organization.short_name,
            "kind": contribution.get_kind_display(),
            "what": contribution.what,
            "volume": contribution.volume,
            "value": money(contribution.value) if contribution.value else "—",
            "counted": money(counted[contribution.pk].counted) if contribution.value else "—",
            "why": counted[contribution.pk].why,
            "due": f"{contribution.due:%d.%m.%Y}",
            "confirmation": contribution.confirmation,
            "basis": "; ".join(filter(None, [contribution.basis, contribution.second_basis])),
        }
        for contribution in agreed.select_related("party__organization", "recipient__organization").order_by("number")
    ]


def balance(reckoning: Package) -> dict[str, Any]:
    """The reckoning for paper."""
    return {
        "budget": money(reckoning.budget),
        "counted": money(reckoning.counted),
        "deficit": money(reckoning.deficit),
        "sectors": [
            {
                "title": title,
                "sum": money(reckoning.by_sector[code]),
                "share": f"{reckoning.shares[code]:.2f}".replace(".", ","),
            }
            for code, title in SECTORS.items()
        ],
        "minimums": [{"words": minimum.words, "is_met": minimum.is_met} for minimum in reckoning.minimums],
        "steps": list(reckoning.steps),
    }


def reference(negotiation: Negotiation) -> dict[str, Any]:
    """What the papers of a negotiation say about it."""
    return {
        "number": negotiation.number,
        "proposal": f"«{negotiation.proposal.title}» (№ {negotiation.proposal.number})",
        "moderator": negotiation.moderator.get_full_name() if negotiation.moderator else "",
        "platform": negotiation.platform.title,
    }


def matrix(negotiation: Negotiation) -> dict[str, Any]:
    """The matrix of interests and contributions (NG-15)."""
    reckoning = package.of(negotiation)
    sides = list(negotiation.sides())
    rows = contributions_table(negotiation, reckoning, sides)
    return {
        "case": reference(negotiation),
        "parties": [
            {
                "name": party.organization.full_name,
                "sector": party.get_sector_display(),
                "is_essential": party.is_essential,
                "interests": _interests(party),
                "gifts": [row for row in rows if row["giver"] == party.organization.short_name],
            }
            for party in sides
        ],
        "balance": balance(reckoning),
        "conditions": [words for _, words in links(negotiation, list(negotiation.contributions.agreed()))],
    }


def _interests(party: NegotiationParty) -> str:
    """The part of the position that is told to everybody; the closed part stays with the moderator."""
    position = getattr(party, "position", None)
    return position.public_part if position else ""
