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


def rules_of(case: Negotiation) -> Rules:
    """The numbers of the regulation the case runs by."""
    process = getattr(case, "process", None)
    regulation = process.regulation if process else Regulation.in_force()
    city = regulation.value("proposal.city_share_max")
    return Rules(
        caps=regulation.value("negotiation.contribution_caps"),
        own_min=regulation.value("proposal.own_contribution_min"),
        city_max=city.get(case.proposal.cluster, city["default"]),
        other_min=regulation.value("proposal.other_sector_share_min"),
    )


def of(case: Negotiation, bound: list[NegotiationParty] | None = None) -> Package:
    """The package as it is now; `bound`: only what these parties give, when others stay out of the agreement."""
    parties = list(case.sides()) if bound is None else bound
    offers = list(case.contributions.alive().filter(party__in=[one.pk for one in parties]).order_by("number"))
    links = [
        Condition(one.contribution_id, one.depends_on_id, one.act, one.until)
        for contribution in case.contributions.alive().prefetch_related("conditions")
        for one in contribution.conditions.all()
        if one.removed_at is None
    ]
    gone = case.contributions.exclude(pk__in=[one.pk for one in offers])
    nodes = [_offer(one) for one in [*offers, *gone]]
    budget = case.proposal.budget_total or Decimal(0)
    return reckon([_side(one, case) for one in parties], nodes, links, budget, rules_of(case))


def _side(party: NegotiationParty, case: Negotiation) -> Side:
    return Side(
        party.pk,
        party.organization.short_name,
        party.sector,
        party.is_essential,
        party.organization_id == case.proposal.organization_id,
    )


def _offer(one: Contribution) -> Offer:
    is_kept = one.status == Contribution.Status.ACCEPTED or one.status in Contribution.BOUND
    standing = {"offered": "ещё не принят", "countered": "условия ещё не согласованы"}.get(
        one.status, one.get_status_display().lower()
    )
    return Offer(one.pk, one.party_id, one.kind, f"вклад {one.number}", one.value, is_kept, standing, one.due)


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

    case: Negotiation
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


def page(case: Negotiation, user: Any) -> PackagePage:
    """The grid for a person: parties and contributions, what counts and why, balance, minimums, conditions, what they may do."""
    reckoning = of(case)
    contributions = {
        one.pk: one
        for one in case.contributions.select_related(
            "party__organization", "recipient__organization", "terms_by__organization"
        ).prefetch_related("conditions__depends_on")
    }
    complaints = {one.condition: one.complaint for one in reckoning.graph.judged}
    mine = [one for one in case.sides() if user.is_authenticated and one.is_spoken_for_by(user)]
    sides = []
    for side in reckoning.sides:
        rows = [
            _row(contributions[row.offer.key], row, complaints, mine, case)
            for row in side.rows
            if contributions[row.offer.key].status not in ("declined", "withdrawn")
        ]
        sides.append((side, rows))
    return PackagePage(
        case=case,
        reckoning=reckoning,
        sides=sides,
        sectors=[
            {"code": code, "title": title, "sum": reckoning.by_sector[code], "share": reckoning.shares[code]}
            for code, title in SECTORS.items()
        ],
        donut=pictures.donut([(code, reckoning.shares[code]) for code in SECTORS]),
        graph=pictures.graph(contributions, reckoning.graph),
        circles=[
            ([f"вклад {contributions[key].number}" for key in one.members], one) for one in reckoning.graph.circles
        ],
        offer_url=reverse("negotiation_offer_kinds", args=[case.pk]) if mine and case.status in AT_THE_TABLE else "",
        now_url=reverse("negotiation_package_now", args=[case.pk]),
        is_live=not case.is_over,
        url=reverse("negotiation_package", args=[case.pk]),
        lost=[one for one in contributions.values() if one.status in ("declined", "withdrawn")],
    )


def _row(
    one: Contribution,
    counted: Counted,
    complaints: dict[Condition, str],
    mine: list[NegotiationParty],
    case: Negotiation,
) -> Row:
    conditions = [
        (condition, complaints.get(Condition(one.pk, condition.depends_on_id, condition.act, condition.until), ""))
        for condition in one.conditions.all()
        if condition.removed_at is None
    ]
    acts = [(reverse(f"contribution_{verb}", args=[one.pk]), *ACTS[verb]) for verb in verbs(one, mine, case)]
    return Row(one, counted, STANDING_KIND[one.status], conditions, acts)


def verbs(one: Contribution, mine: list[NegotiationParty], case: Negotiation) -> list[str]:
    """What the parties for which the person speaks may do with a contribution now."""
    found: list[str] = []
    if one.status in Contribution.OPEN and case.status in AT_THE_TABLE:
        if one.answering in mine:
            found += ["accept", "counter"]
        if one.recipient in mine:
            found.append("decline")
        if one.party in mine:
            found.append("condition")
    before = one.status in (*Contribution.OPEN, Contribution.Status.ACCEPTED)
    if before and one.party in mine and case.status in BEFORE_SIGNING:
        found.append("withdraw")
    return found


def agreements(case: Negotiation, user: Any) -> list[ContributionAgreement]:
    """The attempts at an agreement, the last first: for the page of the case; strangers see what is in force."""
    rows = case.agreements.select_related("document", "disagreements_paper", "matrix").order_by("-attempt")
    is_inside = Negotiation.objects.open_to(user).filter(pk=case.pk).exists()
    return list(rows if is_inside else rows.filter(outcome="in_force"))


def in_round(round: Any) -> list[str]:
    """What happened to contributions while a round was open: lines for its minutes (Russian)."""
    if round.opened_at is None:
        return []
    subjects = {key(one): one for one in round.case.contributions.all()}
    entries = Entry.objects.filter(subject__in=subjects, at__gte=round.opened_at).order_by("id")
    if round.closed_at:
        entries = entries.filter(at__lte=round.closed_at)
    return [
        f"Вклад {subjects[entry.subject].number} («{subjects[entry.subject].what}»): {entry.title}"
        f"{f' ({entry.ground})' if entry.ground else ''}."
        for entry in entries
    ]
