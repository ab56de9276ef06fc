"""Does the package of contributions close? What counts and why, shares, minimums, deficit (регламент 3.1, 3.1.3).

Pure: plain rows and the numbers of the regulation in, the reckoning and its lines for a pencil out; `package.of` reads the rows of a case.

How «не более 30 % вклада стороны» is counted: the base is the *whole declared money value of the party's contributions that hold*, the
limited ones included. A party that gives 100 000 of money and 100 000 of volunteers' labour has declared 200 000, so that labour counts
as 30 % of 200 000 = 60 000 and the party as 160 000: volunteers worth half of a party's share count as 30 % of that share. The limit is
cut to kopecks downwards, so that it is never exceeded; several contributions of one kind share it in proportion to their values.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_DOWN, Decimal

from casework.formats import money, percent
from negotiations.contributions.apportion import CENT, HUNDRED, ZERO, percents, shared
from negotiations.contributions.balance import Counted, Minimum, Offer, Package, Rules, Side, SideSum, by_sector
from negotiations.contributions.conditions import Condition, Graph, Node, judge

AUTHORITY = "authority"


LIMITED = {"labor": "труд добровольцев", "expertise": "экспертный вклад", "info": "информационная поддержка"}


NOT_VALUED = "admin"


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
        others=tuple(offer for offer in offers if offer.party not in {side.key for side in sides}),
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
