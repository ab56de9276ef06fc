"""Scores and thresholds as Russian papers write them."""

from decimal import ROUND_HALF_UP, Decimal


def points(value: Decimal) -> str:
    """81,25 балла."""
    return f"{written(value)} балла"


def written(value: Decimal, places: int = 2) -> str:
    """A number as Russian papers write it."""
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return f"{rounded:f}".replace(".", ",")


def short(value: Decimal) -> str:
    """A threshold: 80, 72,5."""
    return f"{value.normalize():f}".replace(".", ",")
