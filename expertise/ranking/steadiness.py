"""How far places hang on the way of counting and on single experts. Nothing of it decides. Pure."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from expertise.ranking.cases import Case, in_order
from expertise.scoring import reckonings
from expertise.scoring.severity import leanings

CALIBRATED = "С поправкой на строгость экспертов"
LEFT_OUT = "Без одного из экспертов"
DRAWS = 200  # of the lot that repeats the group of every project
EDGE = 20  # one draw in so many may lie below the interval, and one above it: 90 %


@dataclass(frozen=True)
class Span:
    """The place by the regulation, the best and the worst by other reckonings, and which of them change it (Russian titles)."""

    place: int
    best: int
    worst: int
    changed_by: tuple[str, ...]

    @property
    def is_steady(self) -> bool:
        """Does no reckoning change the place?"""
        return self.best == self.worst

    @property
    def words(self) -> str:
        """3, or 2–5."""
        return f"{self.best}" if self.is_steady else f"{self.best}–{self.worst}"


def spans(order: Sequence[int], others: Iterable[tuple[str, Sequence[int]]]) -> dict[int, Span]:
    """Where each key stands in its order, and in the orders of other reckonings of the same keys."""
    place = {key: n for n, key in enumerate(order, 1)}
    best, worst = dict(place), dict(place)
    changed: dict[int, dict[str, None]] = {key: {} for key in order}
    for title, other in others:
        for n, key in enumerate(other, 1):
            best[key], worst[key] = min(best[key], n), max(worst[key], n)
            if n != place[key]:
                changed[key][title] = None
    return {key: Span(place[key], best[key], worst[key], tuple(changed[key])) for key in order}


def other_orders(cases: Sequence[Case]) -> Iterable[tuple[str, Sequence[int]]]:
    """By every other way, by corrected totals if enough is known of everybody, and without each expert in turn."""
    for title, scores in chain(by_ways(cases), calibrated(cases), left_out(cases)):
        yield title, [case.pk for case in in_order(cases, scores)]


def by_ways(cases: Sequence[Case]) -> Iterable[tuple[str, Mapping[int, Decimal]]]:
    """A way that says nothing of a case leaves it its score; one that says nothing of any is left out."""
    for title, way in reckonings.WAYS.values():
        known = {case.pk: reckonings.by_way(way, case.values(), case.rules) for case in cases}
        scores = {pk: score for pk, score in known.items() if score is not None}
        if scores:
            yield title, scores


def calibrated(cases: Sequence[Case]) -> Iterable[tuple[str, Mapping[int, Decimal]]]:
    """Leanings are reckoned from these sheets themselves; half a correction would only favour somebody."""
    known = strictness(cases)
    if known:
        points = {expert: row[0] for expert, row in known.items()}
        scores = {case.pk: reckonings.by_regulation(case.values(points), case.rules) for case in cases}
        yield CALIBRATED, scores


def strictness(cases: Sequence[Case]) -> dict[int, tuple[Decimal, int]]:
    """Expert → (by how much they give more, on how many sheets); empty unless enough is known of everybody."""
    known: dict[int, tuple[Decimal, int]] = {}
    tracks = {track for case in cases for track in case.totals}
    for track in tracks:
        rows = leanings((case.pk, expert, total) for case in cases for expert, total in case.totals[track])
        everybody = {expert for case in cases for expert, _ in case.totals[track]}
        if any(expert not in rows or not rows[expert].is_known for expert in everybody):
            return {}
        known |= {expert: (row.points, row.sheets) for expert, row in rows.items()}
    return known


def left_out(cases: Sequence[Case]) -> Iterable[tuple[str, Mapping[int, Decimal]]]:
    """One expert at a time leaves the sheets of all cases in which somebody else of the track is left."""
    for expert in sorted({expert for case in cases for given in case.totals.values() for expert, _ in given}):
        yield (
            LEFT_OUT,
            {
                case.pk: reckonings.by_regulation(case.values(without=expert), case.rules)
                for case in cases
                if any(expert == other for given in case.totals.values() for other, _ in given)
            },
        )


def intervals(cases: Sequence[Case], seed: str) -> dict[int, tuple[int, int]]:
    """Between which places a case lies in nine draws of ten, if its group is drawn anew from its own sheets, with repetition.

    `seed`: whoever has it and the sheets gets the same interval.
    """
    lot = random.Random(seed)  # noqa: S311 - nobody wins anything by it, and it must be repeatable
    places: dict[int, list[int]] = {case.pk: [] for case in cases}
    for _ in range(DRAWS):
        scores = {case.pk: reckonings.by_regulation(_drawn(case, lot), case.rules) for case in cases}
        for place, case in enumerate(in_order(cases, scores), 1):
            places[case.pk].append(place)
    cut = DRAWS // EDGE
    return {pk: (sorted(row)[cut], sorted(row)[-cut - 1]) for pk, row in places.items()}


def _drawn(case: Case, lot: random.Random) -> reckonings.Totals:
    return {track: lot.choices(values, k=len(values)) for track, values in case.values().items()}
