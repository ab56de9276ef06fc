"""Does a budget keep to what an agreement will have to keep to (регламент 3.1 «Минимумы»)? Said before the submission; decides nothing. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from casework.formats import money, percent

CITY, OWN, PARTNER = "city", "own", "partner"  # sources of a line


@dataclass(frozen=True)
class Limit:
    """A line that is met or not (Russian); `remedy` says what to change."""

    title: str
    words: str
    is_met: bool
    remedy: str = ""


def limits(lines: Iterable[tuple[str, Decimal]], *, sector: str, cluster: str, value: Mapping[str, Any]) -> list[Limit]:
    """`lines`: (source, roubles); `value`: the chapter «proposal» of the regulation. Nothing of a budget without lines."""
    sums: dict[str, Decimal] = {}
    for source, amount in lines:
        sums[source] = sums.get(source, Decimal(0)) + amount
    total = sum(sums.values(), Decimal(0))
    if not total:
        return []
    city_max, own_min = value["city_share_max"], value["own_contribution_min"]
    most = city_max.get(cluster, city_max["default"])
    least = own_min.get(sector, own_min["default"])
    other = value["other_sector_share_min"]
    city, own, partner = (sums.get(source, Decimal(0)) for source in (CITY, OWN, PARTNER))
    near = f"не меньше {_percents(other)} — из другого сектора, чем ваш"
    return [
        _limit(
            "Доля города", city, total, most, f"не больше {_percents(most)}", "просите у города меньше на", is_most=True
        ),
        _limit("Собственный вклад", own, total, least, f"не меньше {_percents(least)}", "добавьте своего на"),
        _limit("Вклады партнёров", partner, total, other, near, "найдите партнёров на"),
    ]


def _limit(
    title: str, part: Decimal, total: Decimal, bound: Decimal, rule: str, remedy: str, *, is_most: bool = False
) -> Limit:
    gap = part - bound * total / 100
    is_met = gap <= 0 if is_most else gap >= 0
    words = f"{_percents(_shown(part, total, bound, is_met))}, {rule}"
    return Limit(title, words, is_met, "" if is_met else f"{remedy} {money(abs(gap))}")


def _shown(part: Decimal, total: Decimal, bound: Decimal, is_met: bool) -> Decimal:
    """The share with one place, or as many as it takes to see that it is not the bound itself."""
    exact = Fraction(part) * 100 / Fraction(total)
    rounded = [Decimal(round(exact * 10**places)) / 10**places for places in (1, 2, 4)]
    return next((share for share in rounded if is_met or share != bound), rounded[-1])


def _percents(share: Decimal) -> str:
    return f"{percent(share)}\N{NO-BREAK SPACE}%"
