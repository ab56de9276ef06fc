"""Exact division. Pure."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

CENT = Decimal("0.01")
DIGITS = 60  # far beyond any sum of ours: one division at this precision cannot cross a rounding boundary


def divided(total: Decimal, count: int) -> Decimal:
    """One exact division, rounded half up to 0.01."""
    with localcontext(prec=DIGITS):
        return (total / count).quantize(CENT, ROUND_HALF_UP)
