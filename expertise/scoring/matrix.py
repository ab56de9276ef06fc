"""The matrix of discrepancies: criterion × expert, how far the scores lie apart, and which rule that sets off (регламент 3.2, 3.3). Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from casework.formats import plain
from casework.formats import score as written
from expertise.scoring.formula import Result, Rules
from expertise.scoring.sheets import Mark, Sheet, Track
from expertise.scoring.tally import Limits, Tally

TITLES = {Track.PROFESSIONAL: "Профессиональный трек", Track.PUBLIC: "Общественный трек"}


@dataclass(frozen=True)
class Row:
    """A criterion with the scores in the order of the experts; `rules` are those that its scores set off (Russian)."""

    title: str
    weight: Decimal
    is_blocking: bool
    values: tuple[int, ...]
    rules: tuple[str, ...]

    @property
    def spread(self) -> int:
        """The highest score less the lowest."""
        return max(self.values) - min(self.values)


@dataclass(frozen=True)
class Matrix:
    """The sheets of one track; `totals` are pairs (total of an expert, does it count)."""

    title: str
    experts: tuple[str, ...]
    rows: tuple[Row, ...]
    totals: tuple[tuple[Decimal, bool], ...]
    rule: str

    @property
    def spread(self) -> Decimal:
        """The highest total less the lowest."""
        values = [total for total, _ in self.totals]
        return max(values) - min(values)


def matrices(result: Result, rules: Rules) -> list[Matrix]:
    """Of a full expertise: both tracks, since each has criteria of its own."""
    tables = []
    for track, mean in ((Track.PROFESSIONAL, result.professional), (Track.PUBLIC, result.public)):
        sheets = [sheet for sheet in result.sheets if sheet.track == track]
        limit = rules.criterion_deviation if track == Track.PROFESSIONAL else None
        rule = _professional_rule(result, rules) if track == Track.PROFESSIONAL else _public_rule(result, rules)
        totals = tuple(counted([sheet.total for sheet in sheets], mean.counted))
        rows = tuple(_rows(sheets, limit, rules.blocking_zeroes))
        tables.append(Matrix(TITLES[track], tuple(sheet.expert for sheet in sheets), rows, totals, rule))
    return tables


def matrix_of_entry(sheets: Sequence[Sheet], tally: Tally, limits: Limits) -> Matrix:
    """Of a contest entry: one track; the sheet furthest from the median may be left out."""
    totals = tuple((sheet.total, sheet is not tally.dropped) for sheet in sheets)
    rows = tuple(_rows(sheets, None, limits.blocking_zeroes))
    return Matrix("Оценки заявки", tuple(sheet.expert for sheet in sheets), rows, totals, _entry_rule(tally, limits))


def _rows(sheets: Sequence[Sheet], limit: int | None, zeroes: int) -> Iterable[Row]:
    for marks in zip(*(sheet.marks for sheet in sheets), strict=True):
        first: Mark = marks[0]
        values = tuple(mark.value for mark in marks)
        yield Row(first.title, first.weight, first.is_blocking, values, tuple(_fired(first, values, limit, zeroes)))


def _fired(criterion: Mark, values: Sequence[int], limit: int | None, zeroes: int) -> Iterable[str]:
    if limit is not None and max(values) - min(values) >= limit:
        yield f"разница {limit} и больше: нужен комментарий координатора (3.2)"
    if criterion.is_blocking and values.count(0) >= zeroes:
        yield f"ноль по стоп-критерию не менее чем у {zeroes} экспертов"
    if criterion.least is not None and sum(values) < criterion.least * len(values):
        yield f"средняя ниже минимума {criterion.least}"


def counted(totals: Sequence[Decimal], counted: Sequence[Decimal]) -> Iterable[tuple[Decimal, bool]]:
    """Each total with whether it counts; of equal totals as many count as the mean has taken."""
    rest = list(counted)
    for total in totals:
        is_taken = total in rest
        if is_taken:
            rest.remove(total)
        yield total, is_taken


def _professional_rule(result: Result, rules: Rules) -> str:
    totals = [sheet.total for sheet in result.sheets if sheet.track == Track.PROFESSIONAL]
    if len(totals) > 2:
        return f"{result.professional.rule} (3.2)"
    spread = max(totals) - min(totals)
    if result.needs_additional:
        return f"разброс {written(spread)} больше {plain(rules.deviation)}: нужен дополнительный эксперт (3.2)"
    return f"разброс {written(spread)} не больше {plain(rules.deviation)}: учитывается среднее (3.2)"


def _public_rule(result: Result, rules: Rules) -> str:
    spread, limit = written(result.public_range), plain(rules.public_deviation)
    if result.is_public_range_wide:
        return f"разброс {spread} больше {limit}: решает экспертное совещание (3.2)"
    return f"разброс {spread} не больше {limit}: учитывается среднее (3.2)"


def _entry_rule(tally: Tally, limits: Limits) -> str:
    spread, limit = written(tally.spread), plain(limits.range_max)
    if tally.needs_another:
        return f"разброс {spread} больше {limit}: нужен ещё один лист (3.3)"
    if tally.dropped:
        return f"разброс {spread} больше {limit}: не учитывается лист, самый далёкий от медианы, — {tally.dropped.expert} (3.3)"
    if tally.spread > limits.range_max:
        return (
            f"разброс {spread} больше {limit}, но от медианы одинаково далеки несколько листов: учитываются все (3.3)"
        )
    return f"разброс {spread} не больше {limit}: учитывается среднее (3.3)"
