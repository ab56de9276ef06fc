"""The ranking of projects as a page shows it."""

from dataclasses import dataclass
from decimal import Decimal
from statistics import fmean, pstdev
from typing import Any

from expertise.ranking import steadiness
from expertise.ranking.cases import Case, in_order, ties
from expertise.ranking.gathering import Scope, scopes
from expertise.ranking.steadiness import Span
from expertise.scoring.figures import divided
from expertise.scoring.tally import median
from programme.lists import catalogue


@dataclass(frozen=True)
class Row:
    """A project in its place."""

    case: Case
    span: Span
    interval: tuple[int, int]

    @property
    def mean(self) -> Decimal:
        """Of all totals of the group, both tracks together."""
        totals = self.case.all_totals
        return divided(sum(totals, Decimal(0)), len(totals))

    @property
    def median(self) -> Decimal:
        """Of all totals of the group."""
        return median(self.case.all_totals)

    @property
    def spread(self) -> Decimal:
        """The highest total less the lowest."""
        return max(self.case.all_totals) - min(self.case.all_totals)

    @property
    def disagreement(self) -> Decimal:
        """The standard deviation of the totals: 0 when all have given the same."""
        return Decimal(pstdev(float(total) for total in self.case.all_totals)).quantize(Decimal("0.01"))


def table(scope: Scope) -> list[Row]:
    """Projects in the order of their places."""
    standing = in_order(scope.cases)
    spans = steadiness.spans([case.pk for case in standing], steadiness.other_orders(standing))
    intervals = steadiness.intervals(standing, scope.query)
    return [Row(case, spans[case.pk], intervals[case.pk]) for case in standing]


def context(scope: Scope | None) -> dict[str, Any]:
    """What the template wants to know; without a scope there is nothing to compare yet."""
    if scope is None:
        return {"scope": None, "rows": []}
    rows = table(scope)
    known = steadiness.strictness([row.case for row in rows])
    return {
        "scope": scope,
        "scopes": scopes(),
        "areas": catalogue.every("areas"),
        "rows": rows,
        "ties": list(ties([row.case for row in rows])),
        "steady": [row for row in rows if row.span.is_steady],
        "moving": [row for row in rows if not row.span.is_steady],
        "draws": steadiness.DRAWS,
        "experts": len({expert for row in rows for given in row.case.totals.values() for expert, _ in given}),
        "sheets": sum(len(row.case.all_totals) for row in rows),
        "strict": (min(points for points, _ in known.values()), max(points for points, _ in known.values())) if known else None,
        "sheets_each": fmean(sheets for _, sheets in known.values()) if known else 0,
    }  # fmt: skip
