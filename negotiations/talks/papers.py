"""The papers of a negotiation as a whole, and what every paper says of it (domain 4.4)."""

from typing import Any

from django.utils import timezone

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.talks.finding import CASE_OFFICES
from negotiations.talks.models import Negotiation
from negotiations.talks.suspensions import Suspension
from programme.models import Person, Sector
from programme.regulations.recourse import recourse


def readers(negotiation: Negotiation) -> list[str]:
    """Who may read the papers of a negotiation: those at the table, the moderator, the offices."""
    parties = negotiation.parties.exclude(status__in=["proposed", "declined"])
    keys = [party.member_key for party in parties]
    return [
        *keys,
        f"member:{negotiation.proposal.organization_id}",
        *filter(None, [negotiation.moderator_key]),
        *sorted(CASE_OFFICES),
    ]


def about(negotiation: Negotiation) -> dict[str, Any]:
    """What every paper says about its case."""
    proposal = negotiation.proposal
    return {
        "case": {
            "number": negotiation.number,
            "platform": negotiation.platform.title,
            "operator": negotiation.platform.operator.short_name,
            "proposal": proposal.title,
            "proposal_number": proposal.number,
            "applicant": proposal.organization.full_name,
            "ends_on": negotiation.ends_on,
        }
    }


def parties_of(negotiation: Negotiation) -> list[dict[str, Any]]:
    """The parties as the papers list them."""
    return [
        {
            "name": party.organization.full_name,
            "short_name": party.organization.short_name,
            "sector": Sector(party.sector).label,
            "is_essential": party.is_essential,
            "representative": party.representative.get_full_name() if party.representative else "",
        }
        for party in negotiation.sides()
    ]


def conclusion(negotiation: Negotiation, ground: str) -> Document:
    """NG-06, NG-24, NG-25: why the negotiation was closed without an agreement."""
    return issue(
        kind=Kind.CONCLUSION,
        title="О закрытии переговорного дела без соглашения",
        snapshot={
            **about(negotiation),
            "ground": lines(ground),
            "parties": parties_of(negotiation),
            "rounds": [
                {"number": round.number, "day": round.day, "minutes": round.minutes.number if round.minutes else ""}
                for round in negotiation.rounds.exclude(opened_at=None).select_related("minutes").order_by("number")
            ],
            "opened": timezone.localtime(negotiation.opened_at).date(),
            "complaint": recourse(),
        },
        template="negotiations/pdf/conclusion.html",
        register="moderators",
        signatories=[(negotiation.moderator, "Модератор", 1)],
        readers=readers(negotiation),
        by=negotiation.moderator,
    )


def suspension(stop: Suspension, by: Person) -> Document:
    """NG-26."""
    return issue(
        kind=Kind.ORDER,
        title=f"О приостановке переговоров по делу № {stop.case.number}",
        snapshot={
            **about(stop.case),
            "ground": stop.get_ground_display(),
            "reasons": lines(stop.reasons),
            "until": stop.until,
            "complaint": recourse(),
        },
        template="negotiations/pdf/suspension.html",
        register="orders",
        signatories=[(by, "Модератор", 1)],
        readers=readers(stop.case),
        by=by,
    )


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
