"""What a ranking is computed from: the rules of the regulation and the entries of a nomination. Pure."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from casework import formats
from quality_mark.kinds.words import RUNGS, ladder


@dataclass(frozen=True)
class Rules:
    """The numbers of the regulation, or of another kind with its own names of the levels; the quota is the nomination's own."""

    mark: Decimal
    diploma_1: Decimal | None
    diploma_2: Decimal | None
    quota: int
    single_entry: Decimal
    entries_min: int
    titles: tuple[str, ...] = ()  # of the levels of a kind other than the Mark, the best first

    @classmethod
    def of(cls, regulation: Any, quota: int | None = None) -> "Rules":
        """Read from a `programme.Regulation`."""
        thresholds = regulation.value("contest.thresholds")
        return cls(
            mark=Decimal(thresholds["mark"]),
            diploma_1=Decimal(thresholds["diploma_1"]),
            diploma_2=Decimal(thresholds["diploma_2"]),
            quota=int(regulation.value("contest.quota") if quota is None else quota),
            single_entry=Decimal(regulation.value("contest.single_entry")),
            entries_min=int(regulation.value("contest.entries_min")),
        )

    @classmethod
    def of_contest(cls, contest: Any, quota: int) -> "Rules":
        """By the kind the contest is pinned to; the Mark has the numbers of its regulation, the rule of a single entry among them."""
        rule = contest.rule
        if rule.single_entry == "regulation":
            return cls.of(contest.regulation, quota)
        steps = {rung: level.reached_from(contest.regulation) for rung, level in ladder(rule)}
        mark, diploma_1, diploma_2 = steps[RUNGS[0]], steps.get(RUNGS[1]), steps.get(RUNGS[2])
        titles = tuple(level.title for level in rule.levels)
        return cls(mark, diploma_1, diploma_2, quota, single_entry=mark, entries_min=1, titles=titles)

    def title_of(self, rung: str, otherwise: str) -> str:
        """What a rung is called by the kind; `otherwise` where it is the Mark's, or no level."""
        known = dict(zip(RUNGS, self.titles, strict=False))
        return known.get(rung, otherwise)


@dataclass(frozen=True)
class Mean:
    """The mean of one criterion over the sheets that count."""

    number: int
    title: str
    weight: Decimal
    mean: Decimal


@dataclass(frozen=True)
class Entry:
    """An admitted entry. `out` says why it takes no place (disqualified, withdrawn); `visit` grades the visit, more is better."""

    pk: int
    number: str
    title: str
    score: Decimal
    registered_at: datetime
    means: tuple[Mean, ...] = ()
    visit: int | None = None
    visit_words: str = ""
    votes: int = 0
    out: str = ""
    below: tuple[
        str, ...
    ] = ()  # criteria under the least mean of their set, in words: it stands in its place, without an award

    @property
    def points(self) -> str:
        """81,25 балла."""
        return f"{formats.score(self.score)} балла"


def heaviest(entry: Entry) -> Mean | None:
    """The first criterion by weight; of two that weigh the same, the first in the set."""
    return min(entry.means, key=lambda mean: (-mean.weight, mean.number), default=None)
