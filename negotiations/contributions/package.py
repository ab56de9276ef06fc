"""The package of a negotiation: its rows, read for the reckoning."""

from decimal import Decimal
from typing import Any

from journal.models import Entry
from journal.record import key
from negotiations.contributions.balance import Offer, Package, Rules, Side
from negotiations.contributions.conditions import Condition
from negotiations.contributions.models import Contribution
from negotiations.contributions.reckoning import reckon
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.models import Regulation


def regulation_of(negotiation: Negotiation) -> Regulation:
    """The version the negotiation runs by; before it has begun, the one in force."""
    process = getattr(negotiation, "process", None)
    return process.regulation if process else Regulation.in_force()


def rules_of(negotiation: Negotiation) -> Rules:
    """The numbers of the regulation the negotiation runs by."""
    regulation = regulation_of(negotiation)
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
