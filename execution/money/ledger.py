"""The sums of a measure or of the whole programme, by source and year, out of confirmed postings."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from execution.money.models import Posting

Account = Posting.Account


@dataclass(frozen=True)
class Line:
    """What was planned and what was spent; `waiting`: postings nobody has confirmed yet."""

    title: str
    plan: Decimal
    fact: Decimal
    waiting: int = 0

    @property
    def share(self) -> int:
        """How much of the plan is spent, in percent; 0 without a plan."""
        return int(self.fact * 100 / self.plan) if self.plan > 0 else 0


def lines(postings: "QuerySet[Posting]", by: str) -> list[Line]:
    """One line for each year or source (`by`: "year", "source"), in order. One query."""
    plan, fact = _sum(Account.PLAN), _sum(Account.FACT)
    rows = (
        postings.order_by(by)
        .values(by)
        .annotate(plan=plan, fact=fact, waiting=Count("pk", filter=Q(confirmed_by=None)))
    )
    titles = dict(Posting.Source.choices)
    return [
        Line(str(titles.get(row[by], row[by])), row["plan"] or Decimal(0), row["fact"] or Decimal(0), row["waiting"])
        for row in rows
    ]


def total(rows: Iterable[Line]) -> Line:
    """All of them together."""
    known = list(rows)
    return Line(
        "Всего", sum((row.plan for row in known), Decimal(0)), sum((row.fact for row in known), Decimal(0)),
        sum(row.waiting for row in known),
    )  # fmt: skip


def _sum(account: str) -> Sum:
    return Sum("amount", filter=Q(account=account, confirmed_by__isnull=False))
