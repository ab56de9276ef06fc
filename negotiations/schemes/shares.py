"""A scheme of co-financing fills the budget of one's own draft: each share becomes a line, together they give the whole (system 19)."""

from decimal import ROUND_DOWN, Decimal
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from negotiations.applications.models import BudgetLine
from negotiations.proposals.models import Proposal
from programme.access import Visitor, keys_of

# Of a scheme: whose share it is, what the line of the budget is called, from which source it comes.
SHARES: dict[str, tuple[str, BudgetLine.Source]] = {
    "city": ("Доля города", BudgetLine.Source.CITY),
    "business": ("Доля бизнеса", BudgetLine.Source.PARTNER),
    "community": ("Доля жителей и их объединений", BudgetLine.Source.OWN),
    "other": ("Доля других источников", BudgetLine.Source.GRANT),
}
MOST = 10  # drafts of an applicant


def drafts(offer: dict[str, Any], person: Visitor) -> list[tuple[str, str]]:
    """(words, address) of each draft of the visitor's own whose budget the scheme may fill."""
    own = [int(key.partition(":")[2]) for key in keys_of(person) if key.startswith("member:")]
    rows = (
        Proposal.objects.filter(organization__in=own, status=Proposal.Status.DRAFT) if own else Proposal.objects.none()
    )
    asked = urlencode({"number": offer["number"], **{name: offer["answers"].get(name) or 0 for name in SHARES}})
    return [
        (f"Заполнить бюджет заявки «{row.title}»", f"{reverse('proposal_scheme', args=[row.pk])}?{asked}")
        for row in rows[:MOST]
    ]


def lines(total: Decimal, shares: dict[str, int]) -> list[tuple[str, BudgetLine.Source, Decimal]]:
    """(article, source, amount) of each share that is not nothing, in whole roubles; the last one takes what rounding has left."""
    rows = [(name, share) for name, share in shares.items() if share]
    made: list[tuple[str, BudgetLine.Source, Decimal]] = []
    for place, (name, share) in enumerate(rows):
        left = total - sum((amount for _, _, amount in made), Decimal(0))
        amount = (total * share / 100).quantize(Decimal(1), ROUND_DOWN) if place < len(rows) - 1 else left
        made.append((f"{SHARES[name][0]}, {share} %", SHARES[name][1], amount))
    return made
