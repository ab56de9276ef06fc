"""The arithmetic of a light expertise (регламент 3.3 «Баллы»): pure, exact, with every step shown.

The score is the mean of at least three totals. When they lie too far apart one more sheet is asked for, and of the four the one furthest
from the median is left out. The regulation is silent where several are equally far: leaving one of them out would be arbitrary, so none is.
For four sheets that changes nothing: the two furthest then lie on both sides of the median at one distance, and the mean is the median.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from casework.formats import plain
from casework.formats import score as written
from expertise.scoring.figures import DIGITS, divided
from expertise.scoring.sheets import Below, Sheet, below_least, stopped_by


@dataclass(frozen=True)
class Limits:
    """The numbers of the pinned regulation."""

    experts_min: int
    range_max: Decimal
    blocking_zeroes: int


@dataclass(frozen=True)
class Tally:
    """The whole reckoning, step by step."""

    counted: tuple[Sheet, ...]
    dropped: Sheet | None
    spread: Decimal
    needs_another: bool
    score: Decimal
    stops: tuple[str, ...]  # titles of stop criteria with enough zeroes, among all sheets
    means: Mapping[int, Decimal]  # criterion → the exact mean of the sheets that count
    steps: tuple[str, ...]
    below: tuple[Below, ...] = ()  # criteria whose mean, of the sheets that count, is under the least of the set


def reckon(sheets: Sequence[Sheet], limits: Limits) -> Tally:
    """Everything that follows from the sheets. A zero for a stop criterion counts even if its sheet is left out of the mean."""
    if len(sheets) < limits.experts_min:
        raise ValueError("too few sheets")
    totals = [sheet.total for sheet in sheets]
    spread = max(totals) - min(totals)
    is_wide = spread > limits.range_max
    dropped = outlier(sheets) if is_wide and len(sheets) > limits.experts_min else None
    counted = tuple(sheet for sheet in sheets if sheet is not dropped)
    score = divided(sum((sheet.total for sheet in counted), Decimal(0)), len(counted))
    stops = stopped_by(sheets, limits.blocking_zeroes)
    return Tally(
        counted=counted,
        dropped=dropped,
        spread=spread,
        needs_another=is_wide and len(sheets) == limits.experts_min,
        score=score,
        stops=stops,
        means=_means(counted),
        steps=tuple(_steps(sheets, counted, dropped, spread, score, stops, limits)),
        below=below_least(counted),
    )


def median(totals: Iterable[Decimal]) -> Decimal:
    """The middle total, or half the sum of the middle two: exact, since totals have few digits."""
    ordered = sorted(totals)
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def outlier(sheets: Sequence[Sheet]) -> Sheet | None:
    """The one sheet furthest from the median; None if several are equally far."""
    middle = median(sheet.total for sheet in sheets)
    furthest = max(abs(sheet.total - middle) for sheet in sheets)
    furthest_sheets = [sheet for sheet in sheets if abs(sheet.total - middle) == furthest]
    return furthest_sheets[0] if len(furthest_sheets) == 1 else None


def _means(sheets: Sequence[Sheet]) -> dict[int, Decimal]:
    values: dict[int, list[int]] = {}
    for sheet in sheets:
        for mark in sheet.marks:
            values.setdefault(mark.criterion, []).append(mark.value)
    with localcontext(prec=DIGITS):
        return {criterion: Decimal(sum(given)) / len(given) for criterion, given in values.items()}


def _steps(
    sheets: Sequence[Sheet],
    counted: Sequence[Sheet],
    dropped: Sheet | None,
    spread: Decimal,
    score: Decimal,
    stops: Sequence[str],
    limits: Limits,
) -> Iterable[str]:
    """The arithmetic in lines a person can check with a pencil (Russian)."""
    for sheet in sheets:
        sums = " + ".join(f"{plain(mark.weight)}·{mark.value}" for mark in sheet.marks)
        yield f"{sheet.expert}: {sums} = {written(sheet.total)}"
    high, low = max(sheet.total for sheet in sheets), min(sheet.total for sheet in sheets)
    is_wide = spread > limits.range_max
    yield f"Размах итогов: {written(high)} − {written(low)} = {written(spread)}, {'больше' if is_wide else 'не больше'} {plain(limits.range_max)}"
    if is_wide and len(sheets) > limits.experts_min:
        yield from _dropping(sheets, dropped)
    exact = score * len(counted) == sum(sheet.total for sheet in counted)
    sums = " + ".join(written(sheet.total) for sheet in counted)
    yield f"Балл заявки: ({sums}) / {len(counted)} = {written(score)}{'' if exact else ' (округлено до сотых, половина — вверх)'}"
    for title in stops:
        yield f"Стоп-критерий «{title}»: 0 не менее чем у {limits.blocking_zeroes} экспертов"
    for row in below_least(counted):
        yield f"Минимум критерия {row.words} — награды нет"


def _dropping(sheets: Sequence[Sheet], dropped: Sheet | None) -> Iterable[str]:
    middle = median(sheet.total for sheet in sheets)
    far = "; ".join(f"{sheet.expert} — {exactly(abs(sheet.total - middle))}" for sheet in sheets)
    yield f"Медиана итогов: {exactly(middle)}. Удалены от неё: {far}"
    if dropped:
        yield f"Не учитывается наиболее удалённый лист: {dropped.expert}"
    else:
        yield "Наиболее удалены сразу несколько листов, поэтому учитываются все"


def exactly(value: Decimal) -> str:
    """Half of an odd hundredth keeps its third place, so that distances can be compared with a pencil."""
    return plain(value) if value != value.quantize(Decimal("0.01")) else written(value)
