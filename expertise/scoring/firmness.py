"""How firm a result is: what it would be by another fair reckoning, and on which criteria points were lost. Pure.

Nothing of it decides: the result is that of the regulation. It says how far the result hangs on one expert or on the way of counting, and
an applicant learns from it what would have raised the score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, localcontext
from itertools import compress

from expertise.scoring import reckonings
from expertise.scoring.figures import DIGITS, divided
from expertise.scoring.formula import Result, Rules, outcome_of, weigh
from expertise.scoring.matrix import counted
from expertise.scoring.sheets import Below, Outcome, Sheet, Track

HIGHEST = 10  # of a mark
TENTH = Decimal("0.1")
TRACKS = {Track.PROFESSIONAL: "профессиональный", Track.PUBLIC: "общественный"}


@dataclass(frozen=True)
class Variant:
    """The result by another reckoning (its name in Russian)."""

    title: str
    score: Decimal
    outcome: Outcome
    is_same: bool  # as the result of the regulation


@dataclass(frozen=True)
class Loss:
    """Points of the score that a criterion has not given.

    `mean`: of the marks that count, for showing. `raise_by`: by how much, in tenths, every counted mark of this criterion alone would
    have had to be higher for the threshold; None if there was nothing to reach or one criterion would not have been enough.
    """

    track: str
    title: str
    mean: Decimal
    lost: Decimal
    raise_by: Decimal | None


@dataclass(frozen=True)
class Firmness:
    """Variants of the reckoning, and the losses, the largest first; `gap` is what was missing to the threshold."""

    variants: tuple[Variant, ...]
    losses: tuple[Loss, ...]
    gap: Decimal
    below: tuple[Below, ...] = ()

    @property
    def others(self) -> tuple[Variant, ...]:
        """Those that would have ended otherwise."""
        return tuple(variant for variant in self.variants if not variant.is_same)

    @property
    def is_one_enough(self) -> bool:
        """Would one criterion alone have brought the score to the threshold?"""
        return any(loss.raise_by is not None for loss in self.losses)


def firmness(result: Result, rules: Rules, leanings: Mapping[str, Decimal] | None = None, behind: int = 0) -> Firmness:
    """Of a full expertise whose sheets are final.

    `leanings`: by how much each of its experts is known to give more than others; `behind`: from how many sheets that is known.
    """
    gap = max(Decimal(0), rules.threshold - result.score)
    losses = sorted(_losses(result, rules, gap), key=lambda loss: -loss.lost)
    return Firmness(tuple(_variants(result, rules, leanings or {}, behind)), tuple(losses), gap, result.below)


def _variants(result: Result, rules: Rules, leanings: Mapping[str, Decimal], behind: int) -> Iterable[Variant]:
    totals = _totals(result)
    for title, way in reckonings.WAYS.values():
        score = reckonings.by_way(way, totals, rules)
        if score is not None:
            yield _variant(title, score, outcome_of(score, result.stopped_by, rules, result.below), result)
    if leanings:
        score = reckonings.by_regulation(_totals(result, leanings), rules)
        outcome = outcome_of(score, result.stopped_by, rules, result.below)
        title = f"С поправкой на строгость экспертов (листов за ней: {behind})"
        yield _variant(title, score, outcome, result)
    for sheet in result.sheets:
        if len(totals[sheet.track]) > 1:
            rest = weigh([other for other in result.sheets if other is not sheet], rules)
            yield _variant(f"Без листа: {sheet.expert}", rest.score, rest.outcome, result)


def _totals(result: Result, leanings: Mapping[str, Decimal] | None = None) -> dict[Track, list[Decimal]]:
    """The totals of each track; with leanings, corrected by them."""
    rows: dict[Track, list[Decimal]] = {track: [] for track in Track}
    for sheet in result.sheets:
        rows[sheet.track].append(reckonings.corrected(sheet.total, (leanings or {}).get(sheet.expert, Decimal(0))))
    return rows


def _variant(title: str, score: Decimal, outcome: Outcome, result: Result) -> Variant:
    return Variant(title, score, outcome, outcome == result.outcome)


def _losses(result: Result, rules: Rules, gap: Decimal) -> Iterable[Loss]:
    """Together they are what is missing to 100, for the score is the weighted sum of the means."""
    for track, mean, weight in (
        (Track.PROFESSIONAL, result.professional, rules.professional_weight),
        (Track.PUBLIC, result.public, rules.public_weight),
    ):
        sheets = [sheet for sheet in result.sheets if sheet.track == track]
        taken = list(compress(sheets, (is_taken for _, is_taken in counted([it.total for it in sheets], mean.counted))))
        yield from _of_track(TRACKS[track], taken, weight, gap)


def _of_track(track: str, sheets: Sequence[Sheet], weight: Decimal, gap: Decimal) -> Iterable[Loss]:
    for marks in zip(*(sheet.marks for sheet in sheets), strict=True):
        points = sum(HIGHEST - mark.value for mark in marks)
        with localcontext(prec=DIGITS):
            worth = weight * marks[0].weight  # what one more point of every mark gives
            needed = (gap / worth).quantize(TENTH, ROUND_CEILING) if worth else Decimal(HIGHEST + 1)
            is_enough = gap > 0 and needed * len(marks) <= points
        yield Loss(
            track=track,
            title=marks[0].title,
            mean=divided(Decimal(sum(mark.value for mark in marks)), len(marks)),
            lost=divided(worth * points, len(marks)),
            raise_by=needed if is_enough else None,
        )
