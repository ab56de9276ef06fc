"""The balance of a package as exact data: what `verify.py` counts again (регламент 3.1, 3.1.3)."""

from typing import Any

from documents.evidence import facts
from negotiations.contributions.balance import Offer, Package, Rules
from programme.models import Regulation


def package_facts(title: str, reckoning: Package, rules: Rules, regulation: Regulation) -> list[dict[str, Any]]:
    """Who offers what, on what conditions, what of it counts and whether the balance is positive."""
    inputs, outputs = counts_of(reckoning)
    numbers = {"regulation": regulation.fingerprint, **facts.exact(rules)}
    return [facts.count("package", title, rules=numbers, inputs=inputs, outputs=outputs)]


def counts_of(reckoning: Package) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the balance was counted from, and what it has come to."""
    rows = [row for side in reckoning.sides for row in side.rows]
    inputs = {
        "budget": reckoning.budget,
        "sides": [side.side for side in reckoning.sides],
        "offers": [_offer(row.offer) for row in rows],
        "others": [_offer(offer) for offer in reckoning.others],
        "conditions": [judged.condition for judged in reckoning.graph.judged],
    }
    outputs = {
        "counted": {row.offer.key: row.counted for row in rows},
        "total": reckoning.counted,
        "deficit": reckoning.deficit,
        "by_sector": reckoning.by_sector,
        "minimums": [minimum.is_met for minimum in reckoning.minimums],
        "holding": sorted(reckoning.graph.holding),
        "is_closed": reckoning.is_closed,
    }
    return inputs, outputs


def _offer(offer: Offer) -> dict[str, Any]:
    """What is not agreed counts nothing: of it a paper says no more than that."""
    names = ("party", "kind", "value", "due")
    terms = {name: getattr(offer, name) if offer.is_accepted else None for name in names}
    return {"key": offer.key, "is_accepted": offer.is_accepted, **terms}
