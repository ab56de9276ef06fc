"""«Why not this one?»: everybody of a track in the light of a pairing, with the cost of the exchange or the reason why it cannot be."""

from dataclasses import dataclass, replace

from django.db.models import Count

from casework.formats import counted
from expertise.distribution.gathering import gather, weights_of
from expertise.distribution.models import Pairing
from expertise.distribution.quality import Pair, lot_of
from expertise.register.models import Expert


@dataclass(frozen=True)
class Option:
    """An expert for the pairing: what speaks for the pair, what it costs, why it was not chosen (Russian)."""

    expert: Expert
    why: str
    pair: Pair | None = None
    points: int = 0
    cost: int = 0
    is_possible: bool = False


def options(pairing: Pairing) -> list[Option]:
    """All of them: the possible ones first, the cheapest on top."""
    scene, weights = gather([pairing.expertise]), weights_of(pairing.distribution)
    sitting = pairing.distribution.pairings.chosen()
    taken = dict(sitting.values_list("expert").annotate(n=Count("pk")))
    here = set(sitting.filter(expertise=pairing.expertise).values_list("expert", flat=True))
    shown: list[Option] = []
    for row in scene.rows:
        if row.track != pairing.expert.track:
            continue
        shown += [Option(scene.experts[pk], why) for pk, why in row.barred.items()]
        for pk, known in row.pairs.items():
            pair = replace(known, lot=lot_of(pairing.distribution.seed, pairing.expertise_id, pk))
            expert, points = scene.experts[pk], pair.points(weights)
            if pk in here:
                shown.append(Option(expert, "уже стоит в группе этого дела"))
                continue
            cost = pairing.quality - points
            shown.append(Option(expert, _why(cost, taken.get(pk, 0), scene.room[pk]), pair, points, cost, True))
    return sorted(shown, key=lambda option: (not option.is_possible, option.cost, str(option.expert)))


def _why(cost: int, busy: int, room: int) -> str:
    """Why somebody else was chosen, although this one can be asked."""
    if busy >= room:
        return f"все свободные места ({room}) заняты другими делами этого распределения"
    words = (
        f"замена стоит {counted(cost, 'очко,очка,очков')}"
        if cost > 0
        else "пара не хуже, но в других делах эксперт нужнее"
    )
    return f"{words}; в этом распределении у него уже {counted(busy, 'дело,дела,дел')}" if busy else words
