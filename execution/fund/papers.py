"""The statement of a fund."""

from decimal import Decimal

from casework import workdays
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from execution.fund.models import Fund
from programme.models import Person


def statement(fund: Fund, by: Person) -> Document:
    """Every confirmed posting and the sums of the accounts (journal 08-03). Of a private donor the paper says only that there is one."""
    rows = fund.postings.filter(confirmed_by__isnull=False).select_related("donor").order_by("day", "pk")
    totals: dict[str, Decimal] = {}
    for row in rows:
        title = row.get_account_display()
        totals[title] = totals.get(title, Decimal(0)) + row.amount
    return issue(
        kind=Kind.STATEMENT,
        title=f"Ведомость: {fund}",
        snapshot={
            "fund": fund.title, "on": workdays.local_date(), "totals": [[title, f"{total:.2f}"] for title, total in totals.items()],
            "by": by.short_name,
            "rows": [
                {
                    "day": row.day, "account": row.get_account_display(), "amount": f"{row.amount:.2f}", "donor": row.donor_title,
                    "ground": row.ground,
                }
                for row in rows
            ],
        },
        template="execution/pdf/fund.html", register="resources", is_public=True, by=by,
    )  # fmt: skip
