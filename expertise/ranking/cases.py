"""Assessed projects as a ranking reads them, and their order. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import pairwise

from casework.formats import score as written
from expertise.scoring import reckonings
from expertise.scoring.formula import Rules
from expertise.scoring.sheets import Outcome, Track


@dataclass(frozen=True)
class Case:
    """A project with a published conclusion; `totals`: of each track, by whom (the key of the expert) and how much.

    `heaviest`: the first criterion by weight of the professional set (its key, title, the mean of its marks).
    """

    pk: int
    number: str
    title: str
    url: str
    area: str
    asked: Decimal  # roubles
    score: Decimal
    outcome: Outcome
    is_stopped: bool
    rules: Rules
    totals: Mapping[Track, Sequence[tuple[int, Decimal]]]
    heaviest: tuple[int, str, Decimal]
    requested_at: datetime

    def values(self, leanings: Mapping[int, Decimal] | None = None, without: int | None = None) -> reckonings.Totals:
        """The totals of each track, corrected by leanings, and without an expert where somebody else of the track is left."""
        rows: dict[Track, list[Decimal]] = {}
        for track, given in self.totals.items():
            kept = [row for row in given if row[0] != without] or list(given)
            rows[track] = [
                reckonings.corrected(total, (leanings or {}).get(expert, Decimal(0))) for expert, total in kept
            ]
        return rows

    @property
    def all_totals(self) -> list[Decimal]:
        """Of both tracks."""
        return [total for given in self.totals.values() for _, total in given]


def in_order(cases: Iterable[Case], scores: Mapping[int, Decimal] | None = None) -> list[Case]:
    """The highest score first; of equals the one with the higher mean of the heaviest criterion, then the one requested earlier."""
    known = scores or {}
    return sorted(
        cases,
        key=lambda case: (-known.get(case.pk, case.score), -case.heaviest[2], case.requested_at, case.pk),
    )


def ties(standing: Sequence[Case]) -> Iterable[str]:
    """Why of two neighbours with one score this one stands higher (Russian)."""
    for higher, lower in pairwise(standing):
        if higher.score != lower.score:
            continue
        if higher.heaviest[2] != lower.heaviest[2]:
            first, second = (written(case.heaviest[2]) for case in (higher, lower))
            why = f"выше средняя оценка по первому по весу критерию «{higher.heaviest[1]}» — {first} против {second}"
        else:
            why = "экспертиза запрошена раньше"
        yield f"№ {higher.number} и № {lower.number} набрали поровну, {written(higher.score)}. Выше № {higher.number}: {why}."
