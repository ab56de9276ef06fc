"""The arithmetic of an expertise (регламент 3.2 «Формула», «Существенное расхождение», «Порог»): pure, exact, with every step shown.

Nothing is rounded on the way: sums are carried as numerator and count, and the score is divided once and rounded once, to 0.01 half up.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from itertools import pairwise

from casework.formats import plain
from casework.formats import score as written
from expertise.scoring.figures import DIGITS, divided
from expertise.scoring.sheets import Below, Outcome, Sheet, Track, below_least, stopped_by


@dataclass(frozen=True)
class Rules:
    """The numbers of the pinned regulation."""

    professional_weight: Decimal
    public_weight: Decimal
    deviation: Decimal  # professional, for n = 2
    public_deviation: Decimal
    criterion_deviation: int
    threshold: Decimal
    rework_from: Decimal
    blocking_zeroes: int


@dataclass(frozen=True)
class Mean:
    """A mean that is not divided yet: the totals that count, and the rule that chose them (Russian)."""

    counted: tuple[Decimal, ...]
    rule: str

    @property
    def total(self) -> Decimal:
        """The numerator."""
        return sum(self.counted, Decimal(0))

    @property
    def count(self) -> int:
        """The denominator."""
        return len(self.counted)

    @property
    def shown(self) -> Decimal:
        """For showing only: rounded to 0.01."""
        return divided(self.total, self.count)


@dataclass(frozen=True)
class Discrepancy:
    """A criterion on which professional experts differ so much that the coordinator must comment (карта расхождений)."""

    criterion: int
    title: str
    low: int
    high: int


@dataclass(frozen=True)
class Result:
    """The whole reckoning, step by step."""

    sheets: tuple[Sheet, ...]
    professional: Mean
    public: Mean
    score: Decimal
    threshold: Decimal
    outcome: Outcome
    needs_additional: bool
    discrepancies: tuple[Discrepancy, ...]
    public_range: Decimal
    is_public_range_wide: bool
    stopped_by: tuple[str, ...]  # titles of stop criteria with enough zeroes
    steps: tuple[str, ...]
    below: tuple[Below, ...] = ()  # criteria whose mean is under the least of their set


def professional_mean(totals: Sequence[Decimal]) -> Mean:
    """P of регламент 3.2.

    Two totals: their mean. Three a ≤ b ≤ c: the mean of the closer pair, of all three if the pairs are equally close. The regulation is
    silent on more than three: the extremes are dropped pairwise until the middle remains — two totals if n is even, three if it is odd —
    and the same rule is applied to them; for n = 2 and n = 3 this is the regulation's own text.
    """
    ordered = sorted(totals)
    keep = 3 if len(ordered) % 2 else 2
    drop = max(0, len(ordered) - keep) // 2
    middle = tuple(ordered[drop : len(ordered) - drop])
    if len(middle) < 3:
        return Mean(middle, "среднее двух средних итогов" if drop else "среднее")
    a, b, c = middle
    if b - a < c - b:
        return Mean((a, b), "ближе друг к другу два меньших итога")
    if b - a > c - b:
        return Mean((b, c), "ближе друг к другу два больших итога")
    return Mean(middle, "итоги отстоят одинаково, берётся среднее трёх")


def discrepancies(sheets: Iterable[Sheet], limit: int) -> tuple[Discrepancy, ...]:
    """Criteria of the professional track with a difference of `limit` or more (3.2: ≥ 6)."""
    values: dict[int, tuple[str, list[int]]] = {}
    for sheet in sheets:
        for mark in sheet.marks if sheet.track == Track.PROFESSIONAL else ():
            values.setdefault(mark.criterion, (mark.title, []))[1].append(mark.value)
    spreads = (Discrepancy(key, title, min(given), max(given)) for key, (title, given) in values.items())
    return tuple(spread for spread in spreads if spread.high - spread.low >= limit)


def outcome_of(score: Decimal, stops: Sequence[str], rules: Rules, below: Sequence[Below] = ()) -> Outcome:
    """Below the threshold but from 50: rework; below 50 or stopped: not recommended (3.2 «Порог»).

    A criterion below the least mean of its set keeps a project from being recommended; it may still be reworked, like one that lacks points.
    """
    if stops or score < rules.rework_from:
        return Outcome.REJECT
    return Outcome.RECOMMEND if score >= rules.threshold and not below else Outcome.REWORK


def weigh(sheets: Sequence[Sheet], rules: Rules) -> Result:
    """E = 0,6·P + 0,4·O and everything that follows from the sheets. Needs at least one sheet of each track."""
    ours = [sheet.total for sheet in sheets if sheet.track == Track.PROFESSIONAL]
    theirs = [sheet.total for sheet in sheets if sheet.track == Track.PUBLIC]
    if not ours or not theirs:
        raise ValueError("both tracks must have sheets")
    professional, public = professional_mean(ours), Mean(tuple(theirs), "среднее")
    score = score_of(professional, public, rules)
    stops = stopped_by(sheets, rules.blocking_zeroes)
    below = below_least(sheets)
    outcome = outcome_of(score, stops, rules, below)
    spread = max(theirs) - min(theirs)
    return Result(
        sheets=tuple(sheets),
        professional=professional,
        public=public,
        score=score,
        threshold=rules.threshold,
        outcome=outcome,
        needs_additional=len(ours) == 2 and abs(ours[0] - ours[1]) > rules.deviation,
        discrepancies=discrepancies(sheets, rules.criterion_deviation),
        public_range=spread,
        is_public_range_wide=spread > rules.public_deviation,
        stopped_by=stops,
        steps=tuple(_steps(sheets, sorted(ours), professional, public, score, stops, rules, below)),
        below=below,
    )


def score_of(professional: Mean, public: Mean, rules: Rules) -> Decimal:
    """E of two means, over a common denominator, so that thirds are not rounded before they are multiplied."""
    with localcontext(prec=DIGITS):
        numerator = (
            rules.professional_weight * professional.total * public.count
            + rules.public_weight * public.total * professional.count
        )
        return divided(numerator, professional.count * public.count)


def _steps(
    sheets: Sequence[Sheet],
    ours: list[Decimal],
    professional: Mean,
    public: Mean,
    score: Decimal,
    stops: Sequence[str],
    rules: Rules,
    below: Sequence[Below],
) -> Iterable[str]:
    """The arithmetic in lines a person can check with a pencil (Russian)."""
    for sheet in sheets:
        sums = " + ".join(f"{plain(mark.weight)}·{mark.value}" for mark in sheet.marks)
        yield f"{sheet.expert}: {sums} = {written(sheet.total)}"
    if len(ours) > 2:
        gaps = "; ".join(f"{written(b)} − {written(a)} = {written(b - a)}" for a, b in pairwise(ours))
        yield f"Итоги профессиональных экспертов по возрастанию: {'; '.join(map(written, ours))}"
        yield f"Разности соседних итогов: {gaps} — {professional.rule}"
    yield f"P = {_fraction(professional)}"
    yield f"O = {_fraction(public)}"
    yield (
        f"E = {plain(rules.professional_weight)}·P + {plain(rules.public_weight)}·O = "
        f"{plain(rules.professional_weight)}·{_factor(professional)} + {plain(rules.public_weight)}·{_factor(public)} = {written(score)}"
    )
    for title in stops:
        yield f"Стоп-критерий «{title}»: 0 не менее чем у {rules.blocking_zeroes} экспертов — независимо от балла «не рекомендовать»"
    for row in below:
        yield f"Минимум критерия {row.words} — «рекомендовать» нельзя"
    yield f"Порог: {_compared(score, rules.threshold)}"
    if score < rules.threshold:
        yield f"Граница доработки: {_compared(score, rules.rework_from)}"


def _compared(score: Decimal, limit: Decimal) -> str:
    return f"{written(score)} {'не ниже' if score >= limit else 'ниже'} {written(limit)}"


def _is_exact(mean: Mean) -> bool:
    """Can the mean be written with two places?"""
    return mean.shown * mean.count == mean.total


def _fraction(mean: Mean) -> str:
    if mean.count == 1:
        return written(mean.total)
    note = "" if _is_exact(mean) else " (округлено только для показа)"
    return f"({' + '.join(map(written, mean.counted))}) / {mean.count} = {written(mean.shown)}{note}"


def _factor(mean: Mean) -> str:
    return written(mean.shown) if _is_exact(mean) else f"({' + '.join(map(written, mean.counted))}) / {mean.count}"
