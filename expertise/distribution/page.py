"""What the page of a distribution shows."""

from itertools import groupby
from typing import Any

from expertise.distribution.actions import sealed
from expertise.distribution.models import Distribution, Pairing
from expertise.register.models import Expert


def context(row: Distribution) -> dict[str, Any]:
    """Pairs by case with their sentences, what was changed by hand, the figures of the computation."""
    pairings = row.pairings.filter(rank=0).select_related(
        "expertise__applicant", "expert__person", "changed_by", "former__expert__person"
    )
    ordered = list(pairings.order_by("expertise__pk", "expert__track", "pk"))
    replaced = {pairing.former_id for pairing in ordered}
    shown = [pairing for pairing in ordered if pairing.pk not in replaced]
    cases = [(expertise, list(pairs)) for expertise, pairs in groupby(shown, key=lambda pairing: pairing.expertise)]
    changed = [pairing for pairing in shown if pairing.former_id]
    standing = row.pairings.filter(rank__gt=0)
    return {
        "distribution": row,
        "cases": cases,
        "tracks": dict(Expert.Track.choices),
        "changed": changed,
        "least_now": min((pairing.quality for pairing in shown), default=0),
        "cost": sum(pairing.former.quality - pairing.quality for pairing in ordered if pairing.former),
        "standing_by": standing.count(),
        "called": list(standing.exclude(called_at=None).select_related("expert__person", "expertise")),
        "sealed": sealed(row) if row.reckoned_at else "",
        "loads": _loads(shown),
    }


def _loads(pairings: list[Pairing]) -> list[tuple[Expert, int, int]]:
    """How many cases each expert gets, and holds already: who gets most comes first."""
    given: dict[int, list[Pairing]] = {}
    for pairing in pairings:
        given.setdefault(pairing.expert_id, []).append(pairing)
    rows = [(theirs[0].expert, len(theirs), theirs[0].pair.held) for theirs in given.values()]
    return sorted(rows, key=lambda item: (-item[1] - item[2], str(item[0])))
