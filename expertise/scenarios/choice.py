"""Who would be supported: by a pass score, a budget and quotas of areas. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from casework.formats import money
from casework.formats import score as written


class Reason(StrEnum):
    """Why a project would be supported or not."""

    TAKEN = "taken"
    STOPPED = "stopped"
    BELOW = "below"
    QUOTA = "quota"
    BUDGET = "budget"
    AFTER = "after"


@dataclass(frozen=True)
class Candidate:
    """A project in the order of places; `score` is by the way of counting that has been chosen."""

    pk: int
    area: str
    asked: Decimal
    score: Decimal
    is_stopped: bool = False


@dataclass(frozen=True)
class Terms:
    """`steps`: pass scores by what is asked, (up to how many roubles, score), the last without a limit; `budget` None: no limit.

    `goes_on`: a project for which the money is short is passed over; otherwise nobody after it is supported.
    """

    steps: tuple[tuple[Decimal | None, Decimal], ...]
    budget: Decimal | None = None
    quotas: Mapping[str, int] = field(default_factory=dict)
    goes_on: bool = True

    def pass_score(self, asked: Decimal) -> Decimal:
        """From how many points a project that asks for so much is supported."""
        for limit, score in self.steps:
            if limit is None or asked <= limit:
                return score
        raise ValueError("the last step has no limit")


@dataclass(frozen=True)
class Line:
    """What becomes of a candidate, and the number that decided it: the pass score, the quota or what is left of the money."""

    candidate: Candidate
    reason: Reason
    number: Decimal = Decimal(0)

    @property
    def is_taken(self) -> bool:
        """Would it be supported?"""
        return self.reason is Reason.TAKEN

    @property
    def words(self) -> str:
        """The sentence (Russian)."""
        return {
            Reason.TAKEN: "проходит",
            Reason.STOPPED: "стоп-критерий",
            Reason.BELOW: f"ниже проходного балла {written(self.number)}",
            Reason.QUOTA: f"квота направления занята: {self.number}",
            Reason.BUDGET: f"денег не хватает: осталось {money(self.number)}",
            Reason.AFTER: "после того, кому денег не хватило",
        }[self.reason]


@dataclass(frozen=True)
class Choice:
    """The lines in the order of places, and the money."""

    lines: tuple[Line, ...]
    spent: Decimal
    left: Decimal | None

    @property
    def taken(self) -> list[int]:
        """Who would be supported."""
        return [line.candidate.pk for line in self.lines if line.is_taken]


def choose(candidates: Iterable[Candidate], terms: Terms) -> Choice:
    """Down the order of places. The money that a project asks for is set aside when it is taken."""
    lines, spent, taken, is_over = [], Decimal(0), dict.fromkeys(terms.quotas, 0), False
    for row in candidates:
        reason, number = _judged(row, terms, spent, taken, is_over)
        if reason is Reason.TAKEN:
            spent += row.asked
            if row.area in taken:
                taken[row.area] += 1
        is_over = is_over or (reason is Reason.BUDGET and not terms.goes_on)
        lines.append(Line(row, reason, number))
    return Choice(tuple(lines), spent, None if terms.budget is None else terms.budget - spent)


def _judged(
    row: Candidate, terms: Terms, spent: Decimal, taken: Mapping[str, int], is_over: bool
) -> tuple[Reason, Decimal]:
    if row.is_stopped:
        return Reason.STOPPED, Decimal(0)
    least = terms.pass_score(row.asked)
    if row.score < least:
        return Reason.BELOW, least
    if row.area in taken and taken[row.area] >= terms.quotas[row.area]:
        return Reason.QUOTA, Decimal(terms.quotas[row.area])
    if is_over:
        return Reason.AFTER, Decimal(0)
    if terms.budget is not None and spent + row.asked > terms.budget:
        return Reason.BUDGET, terms.budget - spent
    return Reason.TAKEN, Decimal(0)


def moved(first: Sequence[int], other: Sequence[int]) -> tuple[list[int], list[int]]:
    """Of two choices: whom only the first takes, whom only the second."""
    return [pk for pk in first if pk not in set(other)], [pk for pk in other if pk not in set(first)]
