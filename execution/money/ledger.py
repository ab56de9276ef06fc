"""The sums of a measure, of the whole programme, of the fund or a grant, out of confirmed postings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet, Sum

from casework.formats import money
from execution.fund.models import Fund
from execution.grants.models import Grant
from execution.measures.models import Measure
from execution.money.models import Posting

Account = Posting.Account


@dataclass(frozen=True)
class Line:
    """What was planned and what was spent; `waiting`: postings nobody has confirmed yet."""

    title: str
    plan: Decimal
    fact: Decimal
    waiting: int = 0
    revised: Decimal | None = None

    @property
    def aim(self) -> Decimal:
        """What is to be spent: the revised plan, or the first one where it was not revised."""
        return self.plan if self.revised is None else self.revised

    @property
    def share(self) -> int:
        """How much of it is spent, in percent; 0 without a plan."""
        return int(self.fact * 100 / self.aim) if self.aim > 0 else 0


def lines(postings: "QuerySet[Posting]", by: str) -> list[Line]:
    """One line for each year or source (`by`: "year", "source"), in order. One query."""
    plan, fact, revised = _sum(Account.PLAN), _sum(Account.FACT), _sum(Account.REVISED)
    rows = (
        postings.order_by(by)
        .values(by)
        .annotate(plan=plan, fact=fact, revised=revised, waiting=Count("pk", filter=Q(confirmed_by=None)))
    )
    titles = dict(Posting.Source.choices)
    return [
        Line(
            str(titles.get(row[by], row[by])),
            row["plan"] or Decimal(0),
            row["fact"] or Decimal(0),
            row["waiting"],
            row["revised"],
        )
        for row in rows
    ]


def total(rows: Iterable[Line]) -> Line:
    """All of them together."""
    known = list(rows)
    return Line(
        "Всего", sum((row.plan for row in known), Decimal(0)), sum((row.fact for row in known), Decimal(0)),
        sum(row.waiting for row in known),
        sum((row.aim for row in known), Decimal(0)) if any(row.revised is not None for row in known) else None,
    )  # fmt: skip


def _sum(account: str) -> Sum:
    return Sum("amount", filter=Q(account=account, confirmed_by__isnull=False))


HELD = (Account.RECEIVED, Account.RETURNED, Account.SPENT)  # what changes how much is at hand


@dataclass(frozen=True)
class Balance:
    """A book of money: the sums of its accounts, in roubles; `waiting`: postings nobody has confirmed yet."""

    promised: Decimal
    received: Decimal
    spent: Decimal
    returned: Decimal
    waiting: int

    @property
    def left(self) -> Decimal:
        """What is at hand."""
        return self.received + self.returned - self.spent


def balance(postings: "QuerySet[Posting]") -> Balance:
    """One query."""
    accounts = {name: _sum(name) for name in (Account.PROMISED, *HELD)}
    row = postings.aggregate(
        **{str(name): total for name, total in accounts.items()}, waiting=Count("pk", filter=Q(confirmed_by=None))
    )
    sums = {name: row[name] or Decimal(0) for name in ("promised", "received", "spent", "returned")}
    return Balance(**sums, waiting=row["waiting"])


def held(book: Fund | Grant) -> Decimal:
    """What a book has at hand now."""
    return balance(book.postings.all()).left


def why_not(posting: Posting) -> str:
    """Why a posting of the fund or a grant may not count (Russian), or nothing: on no day is more spent than has come (X4)."""
    book = posting.measure or posting.fund or posting.grant
    if isinstance(book, Measure) or book is None or posting.account not in HELD:
        return ""
    rows = book.postings.filter(account__in=HELD).filter(Q(confirmed_by__isnull=False) | Q(pk=posting.pk))
    by_day: dict[date, Decimal] = {}
    for account, amount, day in rows.values_list("account", "amount", "day"):
        by_day[day] = by_day.get(day, Decimal(0)) + (-amount if account == Account.SPENT else amount)
    left = Decimal(0)
    for day in sorted(by_day):
        left += by_day[day]
        if left < 0:
            return f"На {day:%d.%m.%Y} израсходовано было бы больше, чем поступило: не хватает {money(-left)}. Сначала внесите поступление."
    return ""
