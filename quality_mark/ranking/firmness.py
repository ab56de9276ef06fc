"""How far the places of a nomination hang on the way of counting and on single experts. Nothing of it decides. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from expertise.ranking.steadiness import LEFT_OUT, Span, spans
from expertise.scoring.figures import divided
from expertise.scoring.reckonings import WAYS
from quality_mark.ranking.inputs import Entry
from quality_mark.ranking.ties import in_order

Totals = Mapping[int, Sequence[tuple[int, Decimal]]]  # of an entry: by which expert, how much


def spans_of(entries: Iterable[Entry], totals: Totals) -> dict[int, Span]:
    """Of the entries that take a place, the sheets behind which are known."""
    standing = in_order([entry for entry in entries if not entry.out])
    order = [entry.pk for entry in standing]
    return spans(order, ((title, _places(standing, scores)) for title, scores in _others(standing, totals)))


def _others(entries: Sequence[Entry], totals: Totals) -> Iterable[tuple[str, Mapping[int, Decimal]]]:
    for title, way in WAYS.values():
        means = {pk: way([total for _, total in given]) for pk, given in totals.items() if given}
        yield title, {pk: mean.shown for pk, mean in means.items() if mean}
    for expert in sorted({expert for given in totals.values() for expert, _ in given}):
        yield LEFT_OUT, {pk: _mean(rest) for pk, rest in _without(expert, totals).items()}


def _without(expert: int, totals: Totals) -> dict[int, list[Decimal]]:
    """The totals of whatever the expert has assessed beside others."""
    rest = {pk: [total for other, total in given if other != expert] for pk, given in totals.items()}
    return {pk: kept for pk, kept in rest.items() if kept and len(kept) < len(totals[pk])}


def _mean(totals: Sequence[Decimal]) -> Decimal:
    return divided(sum(totals, Decimal(0)), len(totals))


def _places(entries: Sequence[Entry], scores: Mapping[int, Decimal]) -> list[int]:
    """By other scores, equals separated by the rules of the regulation as ever."""
    return [
        entry.pk for entry in in_order([replace(entry, score=scores.get(entry.pk, entry.score)) for entry in entries])
    ]
