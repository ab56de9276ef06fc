"""Exact division, and how figures are written (Russian). Pure."""

from decimal import ROUND_HALF_UP, Decimal, localcontext

CENT = Decimal("0.01")
DIGITS = 60  # far beyond any sum of ours: one division at this precision cannot cross a rounding boundary


def divided(total: Decimal, count: int) -> Decimal:
    """One exact division, rounded half up to 0.01."""
    with localcontext(prec=DIGITS):
        return (total / count).quantize(CENT, ROUND_HALF_UP)


def written(value: Decimal) -> str:
    """70,50: a decimal comma and two places."""
    return f"{value.quantize(CENT, ROUND_HALF_UP)}".replace(".", ",")


def plain(value: Decimal) -> str:
    """1,5: a decimal comma and no idle zeroes."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
