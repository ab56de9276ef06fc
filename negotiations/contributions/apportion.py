"""Sums shared out to the kopeck. Pure."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

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
