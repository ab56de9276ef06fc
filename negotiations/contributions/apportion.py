"""Sums shared out to the kopeck and written in Russian. Pure."""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT, HUNDRED, ZERO = Decimal("0.01"), Decimal(100), Decimal(0)


def shared(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """A sum shared in proportion, in whole kopecks, adding up exactly: the largest remainders get the kopecks left over."""
    kopecks = [int(weight / CENT) for weight in weights]
    whole, left = sum(kopecks), int(total / CENT)
    if not whole:
        return [ZERO for _ in weights]
    parts = [divmod(left * weight, whole) for weight in kopecks]
    spare = left - sum(part for part, _ in parts)
    lucky = set(sorted(range(len(parts)), key=lambda n: (-parts[n][1], n))[:spare])
    return [Decimal(part + (n in lucky)) * CENT for n, (part, _) in enumerate(parts)]


def percents(sums: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Shares of a whole for showing: two places, exactly 100,00 together; all zeroes when there is nothing."""
    return dict(zip(sums, shared(HUNDRED, list(sums.values())), strict=True))


def money(value: Decimal) -> str:
    """1 250 000,50 ₽; kopecks only when there are any."""
    rounded = value.quantize(CENT, ROUND_HALF_UP)
    text = f"{rounded:,.0f}" if rounded == rounded.to_integral_value() else f"{rounded:,.2f}"
    return text.replace(",", "\u00a0").replace(".", ",") + "\u00a0₽"


def percent(value: Decimal) -> str:
    """12,5: no idle zeroes."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
