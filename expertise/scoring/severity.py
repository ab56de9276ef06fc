"""How strict experts are beside each other, from what several of them have given to the same objects. Pure.

The model: a total is the worth of its object plus the leaning of its expert, plus chance. Leanings are drawn towards zero by as much as
`PRIOR` sheets that lean nowhere would do, so that a few sheets say little. It advises and never decides.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import TypeVar

from expertise.scoring.figures import CENT

PRIOR = 3  # sheets without a leaning that each expert is thought to have handed in besides
LEAST = 5  # sheets beside others', without which nothing is said of anybody
CLOSE = 1e-9
ROUNDS = 10_000

Object = TypeVar("Object", bound=Hashable)
Expert = TypeVar("Expert", bound=Hashable)


@dataclass(frozen=True)
class Leaning:
    """By how many points (0…100) an expert gives more than others would to the same objects, and on how many sheets that stands."""

    points: Decimal
    sheets: int

    @property
    def is_known(self) -> bool:
        """Are there enough sheets to say anything?"""
        return self.sheets >= LEAST


def leanings(sheets: Iterable[tuple[Object, Expert, Decimal]]) -> Mapping[Expert, Leaning]:
    """Of everybody who has handed in a sheet (object, expert, total) beside somebody else's.

    Least squares with the worth of objects free and leanings held back: solved by turns until nothing moves.
    """
    groups: dict[Object, list[tuple[Expert, float]]] = defaultdict(list)
    for thing, expert, total in sheets:
        groups[thing].append((expert, float(total)))
    shared = [group for group in groups.values() if len(group) > 1]
    own: dict[Expert, list[tuple[int, float]]] = defaultdict(list)
    for n, group in enumerate(shared):
        for expert, given in group:
            own[expert].append((n, given))
    points = _solved(shared, own)
    return {expert: Leaning(_rounded(points[expert]), len(rows)) for expert, rows in own.items()}


def _solved(
    shared: Sequence[Sequence[tuple[Expert, float]]], own: Mapping[Expert, Sequence[tuple[int, float]]]
) -> dict[Expert, float]:
    leaning = dict.fromkeys(own, 0.0)
    for _ in range(ROUNDS):
        worth = [sum(total - leaning[expert] for expert, total in group) / len(group) for group in shared]
        following = {
            expert: sum(total - worth[n] for n, total in rows) / (len(rows) + PRIOR) for expert, rows in own.items()
        }
        moved = max((abs(following[expert] - leaning[expert]) for expert in own), default=0.0)
        leaning = following
        if moved < CLOSE:
            break
    return leaning


def _rounded(points: float) -> Decimal:
    """First to where the turns agree, so that the order of the sheets never decides a cent."""
    return Decimal(f"{points:.6f}").quantize(CENT, ROUND_HALF_EVEN) + 0  # no minus before a zero
