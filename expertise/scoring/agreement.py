"""EXP1 (programme 8.6): how far experts agree, without a name. Of published expertises, from the sheets that count."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from casework.counting import Counted, moments
from casework.formats import rounded
from expertise.expertises.models import Expertise
from expertise.scoring.firmness import HIGHEST
from expertise.scoring.models import CriterionScore, ScoreSheet
from expertise.scoring.service import VALID

ONE = Decimal(1)


@dataclass(frozen=True)
class Spread:
    """An expertise: how many experts, how far apart their marks of a criterion were on the average, 0…10."""

    expertise: Expertise
    experts: int
    mean: Decimal

    @property
    def agreement(self) -> Decimal:
        """1 where all have given the same, 0 where they fell apart to the ends of the scale."""
        return rounded(ONE - self.mean / HIGHEST, 2)


def published(since: date | None = None, until: date | None = None) -> QuerySet[Expertise]:
    """Full ones whose result holds, the newest first."""
    rows = Expertise.objects.filter(kind=Expertise.Kind.FULL, status__in=VALID)
    if since and until:
        first, after = moments(since, until)
        rows = rows.filter(published_at__gte=first, published_at__lt=after)
    return rows.order_by("-published_at", "-pk")


def spreads(expertises: Iterable[Expertise]) -> list[Spread]:
    """Of those with a criterion that two experts or more have marked."""
    rows = list(expertises)
    sheets = ScoreSheet.objects.counting().filter(assignment__expertise__in=rows)
    marks: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    scores = CriterionScore.objects.filter(sheet__in=[sheet.pk for sheet in sheets]).order_by()
    for expertise, criterion, value in scores.values_list("sheet__assignment__expertise", "criterion", "value"):
        marks[expertise][criterion].append(value)
    known = [(row, _mean(marks[row.pk]), _experts(marks[row.pk])) for row in rows]
    return [Spread(row, experts, mean) for row, mean, experts in known if mean is not None]


def _mean(marks: Mapping[int, list[int]]) -> Decimal | None:
    apart = [max(values) - min(values) for values in marks.values() if len(values) > 1]
    return Decimal(sum(apart)) / len(apart) if apart else None


def _experts(marks: Mapping[int, list[int]]) -> int:
    return max((len(values) for values in marks.values()), default=0)


def agreement(since: date, until: date) -> Counted:
    """EXP1: the mean over the expertises published in the period."""
    rows = spreads(published(since, until))
    mean = sum((ONE - row.mean / HIGHEST for row in rows), Decimal(0)) / len(rows) if rows else None
    return Counted(None if mean is None else rounded(mean, 2), {"экспертиз": len(rows)})
