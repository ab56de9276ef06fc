"""Does the package of contributions close? What counts and why, shares, minimums, deficit (регламент 3.1, 3.1.3).

Pure: plain rows and the numbers of the regulation in, the reckoning and its lines for a pencil out; `package.of` reads the rows of a case.

How «не более 30 % вклада стороны» is counted: the base is the *whole declared money value of the party's contributions that hold*, the
limited ones included. A party that gives 100 000 of money and 100 000 of volunteers' labour has declared 200 000, so that labour counts
as 30 % of 200 000 = 60 000 and the party as 160 000: volunteers worth half of a party's share count as 30 % of that share. The limit is
cut to kopecks downwards, so that it is never exceeded; several contributions of one kind share it in proportion to their values.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from casework.formats import money
from negotiations.contributions.apportion import ZERO
from negotiations.contributions.conditions import Graph

SECTORS = {"authority": "органы власти", "business": "бизнес", "community": "сообщества"}


@dataclass(frozen=True)
class Rules:
    """The numbers of the regulation, percent."""

    caps: Mapping[str, Decimal]
    own_min: Mapping[str, Decimal]  # by the initiator's sector, "default" for the rest
    city_max: Decimal
    other_min: Decimal


@dataclass(frozen=True)
class Side:
    """A party as a row."""

    key: int
    title: str
    sector: str
    is_essential: bool = True
    is_initiator: bool = False


@dataclass(frozen=True)
class Offer:
    """A contribution as a row. `value` is what its giver and receiver take it to be worth; none for an `admin` one."""

    key: int
    party: int
    kind: str
    title: str
    value: Decimal | None
    is_accepted: bool
    standing: str
    due: Any = None


@dataclass(frozen=True)
class Counted:
    """A contribution in the grid: declared, counted, and why not the whole of it (Russian)."""

    offer: Offer
    declared: Decimal
    counted: Decimal
    why: str


@dataclass(frozen=True)
class SideSum:
    """A party's row of the grid."""

    side: Side
    rows: tuple[Counted, ...]
    steps: tuple[str, ...]

    @property
    def declared(self) -> Decimal:
        """The declared value of what holds."""
        return sum((row.declared for row in self.rows if row.offer.is_accepted), ZERO)

    @property
    def counted(self) -> Decimal:
        """What of it counts."""
        return sum((row.counted for row in self.rows), ZERO)


@dataclass(frozen=True)
class Minimum:
    """One rule of balance: what is wanted, what there is, in words."""

    title: str
    is_met: bool
    words: str


@dataclass(frozen=True)
class Package:
    """The reckoning of a package."""

    budget: Decimal
    sides: tuple[SideSum, ...]
    minimums: tuple[Minimum, ...]
    graph: Graph
    open_offers: tuple[str, ...]
    steps: tuple[str, ...]
    others: tuple[Offer, ...] = ()  # of those who are no side here: they do not count, but conditions may wait for them
    shares: Mapping[str, Decimal] = field(default_factory=dict)  # of what counts, percent, exactly 100,00 together

    @property
    def counted(self) -> Decimal:
        """Σ of what counts."""
        return sum((side.counted for side in self.sides), ZERO)

    @property
    def deficit(self) -> Decimal:
        """How much is missing to the budget of the version."""
        return max(self.budget - self.counted, ZERO)

    @property
    def by_sector(self) -> dict[str, Decimal]:
        """What counts, by sectors."""
        return by_sector(self.sides)

    @property
    def reasons(self) -> list[str]:
        """Why the balance is not positive (Russian); nothing when it is."""
        reasons = [minimum.words for minimum in self.minimums if not minimum.is_met]
        if self.deficit:
            reasons.append(f"не хватает {money(self.deficit)} до бюджета {money(self.budget)}")
        reasons += [
            f"взаимные условия разомкнуты: {'; '.join(circle.missing)}"
            for circle in self.graph.circles
            if not circle.is_closed
        ]
        held = [row for side in self.sides for row in side.rows if row.offer.is_accepted]
        reasons += [
            f"{row.offer.title}: {row.why}"
            for row in held
            if row.offer.key not in self.graph.holding and not self._is_in_open_circle(row.offer.key)
        ]
        return reasons

    @property
    def is_closed(self) -> bool:
        """A positive balance: every minimum, no deficit, no condition hanging in the air (NG-15)."""
        return not self.reasons

    def _is_in_open_circle(self, key: int) -> bool:
        return any(key in circle.members for circle in self.graph.circles)


def by_sector(sums: Iterable[SideSum]) -> dict[str, Decimal]:
    """What counts, by sectors, every sector named."""
    totals = dict.fromkeys(SECTORS, ZERO)
    for side_sum in sums:
        totals[side_sum.side.sector] += side_sum.counted
    return totals
