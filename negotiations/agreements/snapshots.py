"""What the papers of an agreement freeze: sections, the table of contributions, the balance, who acts for whom."""

from collections.abc import Sequence
from typing import Any

from casework.formats import money
from documents.evidence import facts
from negotiations.agreements.clauses import GIFTS, TERM, about, links, written
from negotiations.agreements.declension import genitive_of_person, genitive_of_words, is_woman
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions import package
from negotiations.contributions.balance import SECTORS, Package
from negotiations.contributions.facts import package_facts
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Membership, Person


def mandate(party: NegotiationParty, person: Person) -> Membership | None:
    """On what ground a person signs for a party today."""
    return party.organization.memberships.mandated().filter(person=person).first()


def face(party: NegotiationParty, person: Person) -> str:
    """What follows «в лице», in the genitive: «директора …, действующего на основании …». The form shows it to be corrected."""
    membership = mandate(party, person)
    position = genitive_of_words(_lowered(membership.position)) if membership else ""
    name = genitive_of_person(person.last_name, person.first_name, person.middle_name)
    acting = "действующей" if is_woman(person.middle_name) else "действующего"
    ground = genitive_of_words(_lowered(membership.ground)) if membership and membership.ground else "устава"
    return f"{f'{position} {name}'.strip()}, {acting} на основании {ground}"


def face_as_agreed(agreement: ContributionAgreement, party: NegotiationParty, person: Person) -> str:
    """The words under which the same person has signed the agreement itself: they have been read by a person already."""
    document = agreement.document
    if document and document.signature_requests.filter(person=person).exists():
        for row in document.snapshot["parties"]:
            if row["name"] == party.organization.full_name and "действующ" in row["face"]:
                return str(row["face"])
    return face(party, person)


def _lowered(text: str) -> str:
    """With a small letter, unless the first word is an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


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


def sections(agreement: ContributionAgreement, gifts: Sequence[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """The text section by section; a dropped clause leaves its number behind.

    A clause that says of a contribution no more than its row of the table `gifts` is printed as that row; one that the parties have
    worded anew is printed in their words.
    """
    rows = {row["number"]: row for row in gifts}
    parts: list[dict[str, Any]] = []
    clauses = agreement.clauses.select_related(
        "contribution__party__organization", "contribution__recipient__organization"
    )
    for clause in clauses.order_by("position"):
        if not parts or parts[-1]["title"] != clause.section:
            parts.append({"title": clause.section, "clauses": [], "is_table": clause.section == GIFTS})
        text = "(исключён)" if clause.dropped_at else clause.text
        gift = clause.contribution
        row = rows.get(gift.number) if gift and text == about(gift) else None
        parts[-1]["clauses"].append({"number": clause.number, "text": text, "gift": row})
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
        facts.KEY: balance_facts(negotiation, reckoning),
    }


def balance_facts(negotiation: Negotiation, reckoning: Package) -> list[dict[str, Any]]:
    """The reckoning as data, by the numbers of the version that the negotiation runs by."""
    title = f"Баланс вкладов по переговорному делу № {negotiation.number}"
    return package_facts(title, reckoning, package.rules_of(negotiation), package.regulation_of(negotiation))


def _interests(party: NegotiationParty) -> str:
    """The part of the position that is told to everybody; the closed part stays with the moderator."""
    position = getattr(party, "position", None)
    return position.public_part if position else ""
