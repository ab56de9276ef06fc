"""The programme in figures: how much is done, overdue, promised and delivered."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from execution.editions.models import ProgrammeEdition
from execution.undertakings.models import Undertaking


@dataclass(frozen=True)
class Figures:
    """Measures of an edition; money in roubles, by confirmed postings."""

    edition: ProgrammeEdition
    total: int
    done: int
    overdue: int
    doubted: int
    promised: Decimal
    delivered: Decimal


def figures(edition: ProgrammeEdition, promised: Decimal, delivered: Decimal, least: int) -> Figures:
    """Counted anew for every reader. `promised`, `delivered`: the sums of its ledger; `least`: so many doubts count."""
    counts = edition.measures.aggregate(
        total=Count("pk"), done=Count("pk", filter=Q(undertaking__status__in=Undertaking.FULFILLED))
    )
    return Figures(
        edition=edition, **counts, overdue=edition.measures.overdue().count(),
        doubted=edition.measures.doubted(least).count(), promised=promised, delivered=delivered,
    )  # fmt: skip


def in_force() -> ProgrammeEdition | None:
    """The edition that is carried out now."""
    return ProgrammeEdition.objects.filter(status=ProgrammeEdition.Status.IN_FORCE).select_related("document").first()
