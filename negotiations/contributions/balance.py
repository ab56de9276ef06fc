"""Does the package of contributions close? What counts and why, shares, minimums, deficit (регламент 3.1, 3.1.3).

Pure: plain rows and the numbers of the regulation in, the reckoning and its lines for a pencil out; `package.of` reads the rows of a case.

How «не более 30 % вклада стороны» is counted: the base is the *whole declared money value of the party's contributions that hold*, the
limited ones included. A party that gives 100 000 of money and 100 000 of volunteers' labour has declared 200 000, so that labour counts
as 30 % of 200 000 = 60 000 and the party as 160 000: volunteers worth half of a party's share count as 30 % of that share. The limit is
cut to kopecks downwards, so that it is never exceeded; several contributions of one kind share it in proportion to their values.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from typing import Any

from negotiations.contributions.apportion import CENT, HUNDRED, ZERO, money, percent, percents, shared
from negotiations.contributions.conditions import Condition, Graph, Node, judge

AUTHORITY = "authority"
SECTORS = {"authority": "органы власти", "business": "бизнес", "community": "сообщества"}
LIMITED = {"labor": "труд добровольцев", "expertise": "экспертный вклад", "info": "информационная поддержка"}
NOT_VALUED = "admin"


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
    def lacks(self) -> list[str]:
        """The same under the name the case uses."""
        return self.reasons

    @property
    def is_closed(self) -> bool:
        """A positive balance: every minimum, no deficit, no condition hanging in the air (NG-15)."""
        return not self.reasons

    def _is_in_open_circle(self, key: int) -> bool:
        return any(key in circle.members for circle in self.graph.circles)


def reckon(
    sides: Sequence[Side], offers: Sequence[Offer], conditions: Iterable[Condition], budget: Decimal, rules: Rules
) -> Package:
    """Count everything."""
    graph = judge(
        (Node(offer.key, offer.title, offer.is_accepted, offer.standing, offer.due) for offer in offers), conditions
    )
    sums = tuple(_side(side, [offer for offer in offers if offer.party == side.key], graph, rules) for side in sides)
    minimums = tuple(_minimums(sums, budget, rules))
    total = sum((side_sum.counted for side_sum in sums), ZERO)
    return Package(
        budget=budget,
        sides=sums,
        minimums=minimums,
        graph=graph,
        open_offers=tuple(offer.title for offer in offers if not offer.is_accepted),
        steps=tuple(_steps(sums, total, budget, minimums)),
        shares=percents(by_sector(sums)),
    )


def _side(side: Side, offers: Sequence[Offer], graph: Graph, rules: Rules) -> SideSum:
    held = [offer for offer in offers if offer.key in graph.holding]
    base = sum((offer.value or ZERO for offer in held), ZERO)
    counts: dict[int, tuple[Decimal, str]] = {}
    steps: list[str] = []
    for kind in dict.fromkeys(offer.kind for offer in held):
        same = [offer for offer in held if offer.kind == kind]
        declared = sum((offer.value or ZERO for offer in same), ZERO)
        limit = (base * rules.caps[kind] / HUNDRED).quantize(CENT, ROUND_DOWN) if kind in rules.caps else None
        if limit is None or declared <= limit:
            parts = [offer.value or ZERO for offer in same]
            why = "условие, в долю не входит" if kind == NOT_VALUED else "полностью"
        else:
            parts = shared(limit, [offer.value or ZERO for offer in same])
            why = f"не более {percent(rules.caps[kind])} % вклада стороны"
            steps.append(
                f"{side.title}, {LIMITED.get(kind, kind)}: заявлено {money(declared)}, засчитывается не больше "
                f"{percent(rules.caps[kind])} % от {money(base)} = {money(limit)}"
            )
        counts |= {offer.key: (part, why) for offer, part in zip(same, parts, strict=True)}
    rows = tuple(_row(offer, counts, graph) for offer in offers)
    summed = " + ".join(money(row.counted) for row in rows if row.counted)
    total = sum((row.counted for row in rows), ZERO)
    return SideSum(
        side, rows, (*steps, f"{side.title}: {summed or '0'}{f' = {money(total)}' if ' + ' in summed else ''}")
    )


def _row(offer: Offer, counts: Mapping[int, tuple[Decimal, str]], graph: Graph) -> Counted:
    if offer.key in counts:
        part, why = counts[offer.key]
        return Counted(offer, offer.value or ZERO, part, why)
    if not offer.is_accepted:
        return Counted(offer, offer.value or ZERO, ZERO, offer.standing)
    return Counted(
        offer, offer.value or ZERO, ZERO, "условие не выполнено: " + "; ".join(graph.complaints_about(offer.key))
    )


def _minimums(sums: Sequence[SideSum], budget: Decimal, rules: Rules) -> Iterable[Minimum]:
    for side_sum in sums:
        if side_sum.side.is_initiator:
            need = rules.own_min.get(side_sum.side.sector, rules.own_min["default"])
            yield _at_least(f"Собственный вклад инициатора ({side_sum.side.title})", side_sum.counted, need, budget)
            others = [other for other in sums if other.side.sector != side_sum.side.sector]
            best = max(others, key=lambda other: other.counted, default=None)
            name = f" ({best.side.title})" if best else ""
            yield _at_least(
                f"Вклад хотя бы одной стороны другого сектора{name}",
                best.counted if best else ZERO,
                rules.other_min,
                budget,
            )
    city = sum((side_sum.counted for side_sum in sums if side_sum.side.sector == AUTHORITY), ZERO)
    limit = budget * rules.city_max / HUNDRED
    is_met = city <= limit
    yield Minimum(
        "Доля города",
        is_met,
        f"доля города: {money(city)} {'не больше' if is_met else 'больше'} {percent(rules.city_max)} % бюджета = {money(limit)}",
    )


def _at_least(title: str, have: Decimal, need: Decimal, budget: Decimal) -> Minimum:
    limit = budget * need / HUNDRED
    is_met = have >= limit
    words = f"{title[0].lower()}{title[1:]}: {money(have)} {'не меньше' if is_met else 'меньше'} {percent(need)} % бюджета = {money(limit)}"
    return Minimum(title, is_met, words)


def _steps(sums: Sequence[SideSum], total: Decimal, budget: Decimal, minimums: Sequence[Minimum]) -> Iterable[str]:
    """Lines a person can check with a pencil (Russian)."""
    for side_sum in sums:
        yield from side_sum.steps
    yield f"Всего засчитано: {' + '.join(money(side_sum.counted) for side_sum in sums if side_sum.counted) or '0'} = {money(total)}"
    yield (
        f"Бюджет версии {money(budget)}: не хватает {money(budget - total)}"
        if total < budget
        else f"Бюджет версии {money(budget)} покрыт"
    )
    for minimum in minimums:
        yield f"{minimum.words[0].upper()}{minimum.words[1:]} — {'выполнено' if minimum.is_met else 'не выполнено'}"


def by_sector(sums: Iterable[SideSum]) -> dict[str, Decimal]:
    """What counts, by sectors, every sector named."""
    totals = dict.fromkeys(SECTORS, ZERO)
    for side_sum in sums:
        totals[side_sum.side.sector] += side_sum.counted
    return totals
