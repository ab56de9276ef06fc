"""Other fair ways from the totals of a track to its mean. Nothing of them decides: the result is that of the regulation. Pure."""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal

from expertise.scoring.formula import Mean, Rules, professional_mean, score_of
from expertise.scoring.sheets import Track
from expertise.scoring.tally import median

Totals = Mapping[Track, Sequence[Decimal]]
Way = Callable[[Sequence[Decimal]], Mean | None]


def plain(totals: Sequence[Decimal]) -> Mean:
    """The mean of all."""
    return Mean(tuple(totals), "среднее")


def middle(totals: Sequence[Decimal]) -> Mean:
    """The median."""
    return Mean((median(totals),), "медиана")


def trimmed(totals: Sequence[Decimal]) -> Mean | None:
    """Without the lowest and the highest; of three it would be the median again, so that there is nothing to say."""
    return Mean(tuple(sorted(totals)[1:-1]), "без крайних") if len(totals) > 3 else None


WAYS: dict[str, tuple[str, Way]] = {
    "mean": ("Среднее всех итогов", plain),
    "median": ("Медиана итогов", middle),
    "trimmed": ("Без крайних итогов", trimmed),
}


def by_regulation(totals: Totals, rules: Rules) -> Decimal:
    """E of the totals as the regulation counts it (3.2 «Формула»)."""
    return score_of(professional_mean(totals[Track.PROFESSIONAL]), plain(totals[Track.PUBLIC]), rules)


def by_way(way: Way, totals: Totals, rules: Rules) -> Decimal | None:
    """E with both means taken another way; None where the way says nothing of so few totals."""
    professional, public = way(totals[Track.PROFESSIONAL]), way(totals[Track.PUBLIC])
    return score_of(professional, public, rules) if professional and public else None


def corrected(total: Decimal, leaning: Decimal) -> Decimal:
    """A total without what its expert is known to give more or less than others, within 0…100."""
    return min(max(total - leaning, Decimal(0)), Decimal(100))
