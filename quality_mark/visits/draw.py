"""The lot for checks in place: pure, so that anybody can repeat it (регламент 3.2: «воспроизводимый жребий»)."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256


def fingerprint(rows: Iterable[tuple[str, Decimal]]) -> str:
    """SHA-256 of the list: registration numbers with scores, one a line, in the order of the numbers."""
    text = "\n".join(f"{number} {score:.2f}" for number, score in sorted(rows))
    return sha256(text.encode()).hexdigest()


def seed(contest: str, list_fingerprint: str) -> str:
    """SHA-256 of the contest's number and the fingerprint of the list."""
    return sha256(f"{contest} {list_fingerprint}".encode()).hexdigest()


def lots(seed_: str, numbers: Iterable[str]) -> list[tuple[str, str]]:
    """Every number with its lot, SHA-256 of the seed and the number, the smallest first."""
    return sorted((sha256(f"{seed_} {number}".encode()).hexdigest(), number) for number in numbers)


def how_many(pool: int, share: Decimal) -> int:
    """The share of the pool rounded up, at least one as long as there is anybody."""
    return min(pool, max(1, int((Decimal(pool) * share / 100).to_integral_value(ROUND_CEILING)))) if pool else 0
