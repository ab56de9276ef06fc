"""What the registers count of each part of an axis: projects, roubles, contributions, measures."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from execution.measures import shelf as measures
from execution.undertakings.models import Undertaking
from negotiations.models import BudgetLine, Contribution, Proposal
from negotiations.proposals import shelf as proposals
from portal.faces.axes import Axis
from portal.figures import SUPPORTED

ZERO = Decimal(0)


@dataclass(frozen=True)
class Tally:
    """One line of an axis. `measures` and `done` are None where measures know no such axis; money in roubles."""

    code: str
    title: str
    projects: int
    supported: int
    asked: Decimal
    promised: Decimal
    delivered: Decimal
    measures: int | None
    done: int | None

    @property
    def is_empty(self) -> bool:
        """Does no register know of it?"""
        return not self.projects and not self.measures


def tallies(axis: Axis) -> list[Tally]:
    """A line for each part, then one for what belongs to none, if there is any; a constant number of queries."""
    field = proposals.FIELDS[axis.key]
    parts = [*axis.parts, ("", "не указано")]
    projects = {
        row[field]: row
        for row in Proposal.objects.public()
        .values(field)
        .annotate(n=Count("pk"), supported=Count("pk", filter=Q(status__in=SUPPORTED)))
        .order_by()
    }
    asked = _sums(
        BudgetLine.objects.filter(proposal__status__in=SUPPORTED, source=BudgetLine.Source.CITY),
        f"proposal__{field}",
        "amount",
    )
    gifts = Contribution.objects.bound()
    promised = _sums(gifts.standing(), f"case__proposal__{field}", "value")
    delivered = _sums(gifts.filter(status=Contribution.Status.DELIVERED), f"case__proposal__{field}", "value")
    carried_out = _measures(axis, [code for code, _ in parts])
    lines = [
        Tally(
            code, title, projects.get(code, {}).get("n", 0), projects.get(code, {}).get("supported", 0),
            asked.get(code, ZERO), promised.get(code, ZERO), delivered.get(code, ZERO), *carried_out.get(code, (None, None)),
        )
        for code, title in parts
    ]  # fmt: skip
    return [line for line in lines if line.code or not line.is_empty]


def _sums(rows: "QuerySet[Any]", field: str, amount: str) -> dict[str, Decimal]:
    totals = rows.values(field).annotate(total=Sum(amount)).order_by()
    return {row[field]: row["total"] or ZERO for row in totals}


def _measures(axis: Axis, codes: list[str]) -> dict[str, tuple[int, int]]:
    """(all, done) of each part; a measure of two clusters stands in both."""
    known = {code: condition for code in codes if code and (condition := measures.on(axis.key, code)) is not None}
    if not known:
        return {}
    done = Q(undertaking__status__in=Undertaking.FULFILLED)
    asked: dict[str, Count] = {}
    for n, condition in enumerate(known.values()):
        asked |= {
            f"all_{n}": Count("pk", filter=condition, distinct=True),
            f"done_{n}": Count("pk", filter=condition & done, distinct=True),
        }
    counts = measures.in_force().aggregate(**asked)
    return {code: (counts[f"all_{n}"], counts[f"done_{n}"]) for n, code in enumerate(known)}


def total(axis: Axis, lines: list[Tally]) -> Tally:
    """All projects and all measures of the city, each counted once."""
    done = Count("pk", filter=Q(undertaking__status__in=Undertaking.FULFILLED))
    whole = measures.in_force().aggregate(n=Count("pk"), done=done)
    knows_measures = axis.key in measures.CONDITIONS
    return Tally(
        "", "Всего", sum(line.projects for line in lines), sum(line.supported for line in lines),
        sum((line.asked for line in lines), ZERO), sum((line.promised for line in lines), ZERO),
        sum((line.delivered for line in lines), ZERO),
        whole["n"] if knows_measures else None, whole["done"] if knows_measures else None,
    )  # fmt: skip
