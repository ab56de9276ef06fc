"""What the page of a package shows, and what a person may do there."""

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from negotiations.contributions import package, pictures
from negotiations.contributions.balance import SECTORS, Counted, Package
from negotiations.contributions.conditions import Condition
from negotiations.contributions.models import Contribution
from negotiations.parties.models import NegotiationParty
from negotiations.parties.speaking import spoken_parties
from negotiations.talks.models import Negotiation
from programme.access import Visitor

ACTS = {
    "accept": ("Принять", "primary"),
    "counter": ("Предложить другие условия", "outline-secondary"),
    "decline": ("Отклонить", "outline-secondary"),
    "condition": ("Поставить условие", "outline-secondary"),
    "withdraw": ("Отозвать", "outline-secondary"),
}


@dataclass
class Row:
    """A contribution in the grid."""

    contribution: Contribution
    counted: Counted | None
    conditions: list[tuple[Any, str]]
    acts: list[tuple[str, str, str]] = field(default_factory=list)  # address, words, look


@dataclass
class PackagePage:
    """What the templates show."""

    reckoning: Package
    sides: list[tuple[Any, list[Row]]]
    sectors: list[dict[str, Any]]
    donut: list[dict[str, Any]]
    graph: pictures.Drawing | None
    circles: list[tuple[list[str], Any]]
    offer_url: str
    now_url: str
    is_live: bool
    url: str
    lost: list[Contribution]


def page(negotiation: Negotiation, user: Visitor) -> PackagePage:
    """The grid for a person: parties and contributions, what counts and why, balance, minimums, conditions, what they may do."""
    reckoning = package.of(negotiation)
    rows = negotiation.contributions.select_related(
        "party__organization", "recipient__organization", "terms_by__organization"
    )
    contributions = {row.pk: row for row in rows.prefetch_related("conditions__depends_on")}
    complaints = {judged.condition: judged.complaint for judged in reckoning.graph.judged}
    own = spoken_parties(negotiation, user) if user.is_authenticated else []
    lost = [row for row in contributions.values() if row.status in ("declined", "withdrawn")]
    alive = {key: row for key, row in contributions.items() if row not in lost}
    sides = [
        (
            side,
            [
                _row(alive[row.offer.key], row, complaints, own, negotiation)
                for row in side.rows
                if row.offer.key in alive
            ],
        )
        for side in reckoning.sides
    ]
    may_offer = own and negotiation.status in Negotiation.AT_THE_TABLE
    return PackagePage(
        reckoning=reckoning,
        sides=sides,
        sectors=_sectors(reckoning),
        donut=pictures.donut([(code, reckoning.shares[code]) for code in SECTORS]),
        graph=pictures.graph(contributions, reckoning.graph),
        circles=[
            ([f"вклад {contributions[key].number}" for key in circle.members], circle)
            for circle in reckoning.graph.circles
        ],
        offer_url=reverse("negotiation_offer_kinds", args=[negotiation.pk]) if may_offer else "",
        now_url=reverse("negotiation_package_now", args=[negotiation.pk]),
        is_live=not negotiation.is_over,
        url=reverse("negotiation_package", args=[negotiation.pk]),
        lost=lost,
    )


def _sectors(reckoning: Package) -> list[dict[str, Any]]:
    """What counts of each sector, roubles and percent."""
    return [
        {"code": code, "title": title, "sum": reckoning.by_sector[code], "share": reckoning.shares[code]}
        for code, title in SECTORS.items()
    ]


def _row(
    contribution: Contribution,
    counted: Counted,
    complaints: dict[Condition, str],
    own: list[NegotiationParty],
    negotiation: Negotiation,
) -> Row:
    conditions = [
        (
            condition,
            complaints.get(Condition(contribution.pk, condition.depends_on_id, condition.act, condition.until), ""),
        )
        for condition in contribution.conditions.all()
        if condition.removed_at is None
    ]
    acts = [
        (reverse(f"contribution_{verb}", args=[contribution.pk]), *ACTS[verb])
        for verb in verbs(contribution, own, negotiation)
    ]
    return Row(contribution, counted, conditions, acts)


def verbs(contribution: Contribution, own: list[NegotiationParty], negotiation: Negotiation) -> list[str]:
    """What the parties for which the person speaks may do with a contribution now."""
    allowed: list[str] = []
    if contribution.status in Contribution.OPEN and negotiation.status in Negotiation.AT_THE_TABLE:
        if contribution.answering in own:
            allowed += ["accept", "counter"]
        if contribution.recipient in own:
            allowed.append("decline")
        if contribution.party in own:
            allowed.append("condition")
    before = contribution.status in (*Contribution.OPEN, Contribution.Status.ACCEPTED)
    if before and contribution.party in own and negotiation.status in Negotiation.BEFORE_SIGNING:
        allowed.append("withdraw")
    return allowed
