"""What the pages of grants show, and to whom what."""

from typing import Any

from django.db.models import Prefetch, QuerySet, Sum

from casework.models import Waiting
from casework.pages import moves, own_steps
from execution.editions.models import COMPOSER
from execution.grants.models import Grant, Tranche
from execution.money import ledger
from execution.money.actions import BOOKERS
from execution.money.models import Posting
from programme.access import Visitor, holds, keys_of


def listed() -> "QuerySet[Grant]":
    """All of them, the newest first, with what was agreed."""
    rows = Grant.objects.select_related("organization", "undertaking").annotate(total=Sum("tranches__amount"))
    return rows.prefetch_related(Prefetch("tranches", Tranche.objects.order_by("number"))).order_by("-pk")


def context(grant: Grant, person: Visitor) -> dict[str, Any]:
    """One grant: its tranches, its book, its reports, whose move it is."""
    keys = set(keys_of(person))
    tranches = list(grant.tranches.prefetch_related("reports").order_by("number"))
    cases = [tranche.case.pk for tranche in grant.tranches.select_related("case")]
    waitings = list(Waiting.objects.open().filter(process__in=cases).order_by("pk"))
    is_booker = holds(person, *BOOKERS)
    rows = Posting.objects.filter(grant=grant).select_related("reverses", "reversed_by", "donor", "tranche")
    return {
        "grant": grant,
        "tranches": tranches,
        "balance": ledger.balance(grant.postings.all()),
        "postings": rows if is_booker else rows.filter(confirmed_by__isnull=False),
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "may_post": is_booker,
        "may_compose": holds(person, COMPOSER),
        "is_inside": is_booker or f"member:{grant.organization_id}" in keys,
        "OWED": Tranche.OWED,
    }
