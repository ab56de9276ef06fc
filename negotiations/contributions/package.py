"""The package of a case: its rows read for the reckoning, and everything its page needs."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.urls import reverse

from journal.models import Entry
from journal.record import key
from negotiations.agreements.models import ContributionAgreement
from negotiations.contributions import pictures
from negotiations.contributions.balance import SECTORS, Counted, Offer, Package, Rules, Side, reckon
from negotiations.contributions.conditions import Condition
from negotiations.contributions.models import Contribution
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Regulation

ACTS = {
    "accept": ("Принять", "primary"),
    "counter": ("Предложить другие условия", "outline-secondary"),
    "decline": ("Отклонить", "outline-secondary"),
    "condition": ("Поставить условие", "outline-secondary"),
    "withdraw": ("Отозвать", "outline-secondary"),
}

S = Negotiation.Status
AT_THE_TABLE = (S.POSITIONS, S.SCHEDULED, S.SESSION_OPEN, S.BETWEEN_SESSIONS)
BEFORE_SIGNING = (*AT_THE_TABLE, S.COORDINATION, S.DISAGREEMENT)

STANDING_KIND = {
    "offered": "info", "countered": "gold", "accepted": "ok", "declined": "bad", "withdrawn": "bad", "committed": "info",
    "in_delivery": "info", "partially_delivered": "gold", "delivered": "ok", "overdue": "bad", "disputed": "warn", "written_off": "warn",
}  # fmt: skip


def rules_of(negotiation: Negotiation) -> Rules:
    """The numbers of the regulation the case runs by."""
    process = getattr(negotiation, "process", None)
    regulation = process.regulation if process else Regulation.in_force()
    city = regulation.value("proposal.city_share_max")
    return Rules(
        caps=regulation.value("negotiation.contribution_caps"),
        own_min=regulation.value("proposal.own_contribution_min"),
        city_max=city.get(negotiation.proposal.cluster, city["default"]),
        other_min=regulation.value("proposal.other_sector_share_min"),
    )


def of(negotiation: Negotiation, bound: list[NegotiationParty] | None = None) -> Package:
    """The package as it is now; `bound`: only what these parties give, when others stay out of the agreement."""
    parties = list(negotiation.sides()) if bound is None else bound
    offers = list(
        negotiation.contributions.alive().filter(party__in=[party.pk for party in parties]).order_by("number")
    )
    links = [
        Condition(condition.contribution_id, condition.depends_on_id, condition.act, condition.until)
        for contribution in negotiation.contributions.alive().prefetch_related("conditions")
        for condition in contribution.conditions.all()
        if condition.removed_at is None
    ]
    lost = negotiation.contributions.exclude(pk__in=[offer.pk for offer in offers])
    nodes = [_offer(contribution) for contribution in [*offers, *lost]]
    budget = negotiation.proposal.budget_total or Decimal(0)
    return reckon([_side(party, negotiation) for party in parties], nodes, links, budget, rules_of(negotiation))


def _side(party: NegotiationParty, negotiation: Negotiation) -> Side:
    return Side(
        party.pk,
        party.organization.short_name,
        party.sector,
        party.is_essential,
        party.organization_id == negotiation.proposal.organization_id,
    )


def _offer(contribution: Contribution) -> Offer:
    is_kept = contribution.status == Contribution.Status.ACCEPTED or contribution.status in Contribution.BOUND
    standing = {"offered": "ещё не принят", "countered": "условия ещё не согласованы"}.get(
        contribution.status, contribution.get_status_display().lower()
    )
    return Offer(
        contribution.pk,
        contribution.party_id,
        contribution.kind,
        f"вклад {contribution.number}",
        contribution.value,
        is_kept,
        standing,
        contribution.due,
    )


@dataclass
class Row:
    """A contribution in the grid."""

    contribution: Contribution
    counted: Counted | None
    kind: str
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


def page(negotiation: Negotiation, user: Any) -> PackagePage:
    """The grid for a person: parties and contributions, what counts and why, balance, minimums, conditions, what they may do."""
    reckoning = of(negotiation)
    contributions = {
        contribution.pk: contribution
        for contribution in negotiation.contributions.select_related(
            "party__organization", "recipient__organization", "terms_by__organization"
        ).prefetch_related("conditions__depends_on")
    }
    complaints = {judged.condition: judged.complaint for judged in reckoning.graph.judged}
    mine = [party for party in negotiation.sides() if user.is_authenticated and party.is_spoken_for_by(user)]
    sides = []
    for side in reckoning.sides:
        rows = [
            _row(contributions[row.offer.key], row, complaints, mine, negotiation)
            for row in side.rows
            if contributions[row.offer.key].status not in ("declined", "withdrawn")
        ]
        sides.append((side, rows))
    return PackagePage(
        reckoning=reckoning,
        sides=sides,
        sectors=[
            {"code": code, "title": title, "sum": reckoning.by_sector[code], "share": reckoning.shares[code]}
            for code, title in SECTORS.items()
        ],
        donut=pictures.donut([(code, reckoning.shares[code]) for code in SECTORS]),
        graph=pictures.graph(contributions, reckoning.graph),
        circles=[
            ([f"вклад {contributions[key].number}" for key in circle.members], circle)
            for circle in reckoning.graph.circles
        ],
        offer_url=reverse("negotiation_offer_kinds", args=[negotiation.pk])
        if mine and negotiation.status in AT_THE_TABLE
        else "",
        now_url=reverse("negotiation_package_now", args=[negotiation.pk]),
        is_live=not negotiation.is_over,
        url=reverse("negotiation_package", args=[negotiation.pk]),
        lost=[
            contribution for contribution in contributions.values() if contribution.status in ("declined", "withdrawn")
        ],
    )


def _row(
    contribution: Contribution,
    counted: Counted,
    complaints: dict[Condition, str],
    mine: list[NegotiationParty],
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
        for verb in verbs(contribution, mine, negotiation)
    ]
    return Row(contribution, counted, STANDING_KIND[contribution.status], conditions, acts)


def verbs(contribution: Contribution, mine: list[NegotiationParty], negotiation: Negotiation) -> list[str]:
    """What the parties for which the person speaks may do with a contribution now."""
    allowed: list[str] = []
    if contribution.status in Contribution.OPEN and negotiation.status in AT_THE_TABLE:
        if contribution.answering in mine:
            allowed += ["accept", "counter"]
        if contribution.recipient in mine:
            allowed.append("decline")
        if contribution.party in mine:
            allowed.append("condition")
    before = contribution.status in (*Contribution.OPEN, Contribution.Status.ACCEPTED)
    if before and contribution.party in mine and negotiation.status in BEFORE_SIGNING:
        allowed.append("withdraw")
    return allowed


def agreements(negotiation: Negotiation, user: Any) -> list[ContributionAgreement]:
    """The attempts at an agreement, the last first: for the page of the case; strangers see what is in force."""
    rows = negotiation.agreements.select_related("document", "disagreements_paper", "matrix").order_by("-attempt")
    is_inside = Negotiation.objects.open_to(user).filter(pk=negotiation.pk).exists()
    return list(rows if is_inside else rows.filter(outcome="in_force"))


def in_round(round: Any) -> list[str]:
    """What happened to contributions while a round was open: lines for its minutes (Russian)."""
    if round.opened_at is None:
        return []
    subjects = {key(contribution): contribution for contribution in round.case.contributions.all()}
    entries = Entry.objects.filter(subject__in=subjects, at__gte=round.opened_at).order_by("id")
    if round.closed_at:
        entries = entries.filter(at__lte=round.closed_at)
    return [
        f"Вклад {subjects[entry.subject].number} («{subjects[entry.subject].what}»): {entry.title}"
        f"{f' ({entry.ground})' if entry.ground else ''}."
        for entry in entries
    ]
