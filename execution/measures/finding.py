"""How measures are found: by level, cluster, body, year, state."""

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from execution.confirmations.models import Confirmation
from execution.editions.models import ProgrammeEdition
from execution.undertakings.models import Undertaking
from programme.access import Visitor

if TYPE_CHECKING:
    from execution.measures.models import Measure  # noqa: F401 - named in a string below

OVERDUE, UNCONFIRMED, NO_TERM = "overdue", "unconfirmed", "no_term"


def _votes(*, sees: bool) -> Coalesce:
    """How many citizens see (or do not see) what is reported on a measure and its items."""
    rows = Confirmation.objects.filter(
        Q(undertaking=OuterRef("undertaking")) | Q(undertaking__parent=OuterRef("undertaking")), sees=sees
    )
    return Coalesce(Subquery(rows.order_by().values("sees").annotate(n=Count("pk")).values("n")), Value(0))


class MeasureQuerySet(models.QuerySet["Measure"]):
    """Reading measures."""

    def visible_to(self, person: Visitor) -> Self:
        """Those of the editions the person reads."""
        return self.filter(edition__in=ProgrammeEdition.objects.visible_to(person))

    def with_answers(self) -> Self:
        """With what citizens have said (`seen`, `unseen`), and whether an item of it is late (`late_items`)."""
        late = Undertaking.objects.overdue().filter(parent=OuterRef("undertaking"))
        return self.annotate(seen=_votes(sees=True), unseen=_votes(sees=False), late_items=Exists(late))

    def whole(self) -> Self:
        """Ready for the table: who answers, items, results, the undertaking."""
        return self.select_related("undertaking__organization").prefetch_related(
            "items", "results", "responsibilities__body"
        )

    def overdue(self) -> Self:
        """Its day has passed, or that of one of its items, without an end or a report."""
        late = Undertaking.objects.overdue()
        return self.filter(Q(undertaking__in=late) | Q(undertaking__in=late.values("parent")))

    def doubted(self, least: int) -> Self:
        """Citizens do not see it: at least so many, and more than half of those who have answered."""
        return self.with_answers().filter(unseen__gte=least, unseen__gt=F("seen"))

    def in_year(self, year: int) -> Self:
        """Those that are carried out in a year."""
        begun = Q(starts_on__year__lte=year) | Q(each_year_from__lte=year)
        running = Q(ends_on__year__gte=year) | Q(ends_on=None) | Q(each_year_from__isnull=False)
        return self.filter(begun & running)

    def narrowed(self, wanted: dict[str, str], least: int) -> Self:
        """By the filters of the table: `level`, `cluster`, `area`, `body`, `year`, `state`, `q`. What is unknown narrows nothing."""
        rows = self
        if wanted["level"]:
            rows = rows.filter(level=wanted["level"])
        if wanted["cluster"]:
            rows = rows.filter(clusters__contains=[wanted["cluster"]])
        if wanted["area"]:
            rows = rows.filter(area=wanted["area"])
        if wanted["body"].isdecimal():
            rows = rows.filter(responsibilities__body=int(wanted["body"][:9]))
        if wanted["year"] == NO_TERM:
            rows = rows.filter(starts_on=None, ends_on=None, each_year_from=None)
        elif wanted["year"].isdecimal():
            rows = rows.in_year(int(wanted["year"][:4]))
        if wanted["q"]:
            rows = rows.filter(Q(title__icontains=wanted["q"]) | Q(direction__icontains=wanted["q"]))
        return rows.in_state(wanted["state"], least)

    def in_state(self, state: str, least: int) -> Self:
        """By the state of the undertaking, or by what is computed."""
        if state == OVERDUE:
            return self.overdue()
        if state == UNCONFIRMED:
            return self.doubted(least)
        return self.filter(undertaking__status=state) if state in Undertaking.Status.values else self
