"""Whole scores of a sheet that give the total the story wants, as a person might have spread them."""

from collections.abc import Sequence
from decimal import Decimal
from random import Random

LOWEST, HIGHEST = 2, 10
TRIES = 200_000


def spread(weights: Sequence[Decimal], total: Decimal | int, seed: str, width: int = 3) -> list[int]:
    """Scores around total/10 whose weighted sum is exactly the total; the same seed gives the same scores."""
    random = Random(seed)  # noqa: S311 - a story told the same way every time, not a secret
    middle = float(total) / 10
    for attempt in range(TRIES):
        reach = width + attempt // 20_000
        scores = [min(HIGHEST, max(LOWEST, round(random.gauss(middle, reach / 2)))) for _ in weights]
        if sum(weight * score for weight, score in zip(weights, scores, strict=True)) == Decimal(total):
            return scores
    raise ValueError(f"no whole scores give {total}")
