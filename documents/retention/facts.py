"""Which years of a register are over, and which of them have their inventory."""

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from casework import workdays
from documents.papers.models import Document
from documents.papers.status import SETTLED, DocumentQuerySet, Status
from documents.retention.papers import REGISTER


def papers_of(register: str, year: int) -> "QuerySet[Document]":
    """The papers of a case in the order of their numbers; a void number stands among them."""
    rows = Document.objects.filter(register=register, date__year=year).exclude(status=Status.DRAFT)
    return rows.order_by("date", "n", "pk").prefetch_related("files")


def inventories() -> DocumentQuerySet:
    """Every inventory of a year."""
    return Document.objects.filter(register=REGISTER).exclude(status=Status.ANNULLED).order_by("-pk")


def inventory_of(register: str, year: int) -> DocumentQuerySet:
    """Of one case; there is one at most."""
    return inventories().filter(snapshot__file__register=register, snapshot__file__year=year)


def counted() -> dict[tuple[str, int], tuple[int, int]]:
    """{(register, year): (papers, those that are still on their way)}."""
    rows = Document.objects.exclude(status=Status.DRAFT).annotate(of_year=ExtractYear("date")).order_by()
    totals = rows.values_list("register", "of_year").annotate(
        every=Count("pk"), under_way=Count("pk", filter=~Q(status__in=SETTLED))
    )
    return {(register, year): (every, under_way) for register, year, every, under_way in totals}


def years_ahead(register: str) -> list[int]:
    """The years of a register that are over and have no inventory yet, the oldest first."""
    done = {row.snapshot["file"]["year"] for row in inventories().filter(snapshot__file__register=register)}
    this = workdays.local_date().year
    return sorted(year for key, year in counted() if key == register and year < this and year not in done)
