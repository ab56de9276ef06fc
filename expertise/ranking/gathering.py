"""The projects that a ranking lays beside each other, and what their sheets say."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Self
from urllib.parse import urlencode

from django.db.models import Avg, Count, QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict

from expertise.expertises.models import Expertise
from expertise.ranking.cases import Case
from expertise.scoring.assessment import rules_of
from expertise.scoring.models import CriterionScore, ScoreSheet
from expertise.scoring.sheets import Outcome, Track
from programme.lists import catalogue
from programme.models import Criterion

MOST = 200  # projects, the best: a page cannot show more
VALID = [Expertise.Status.PUBLISHED, Expertise.Status.APPEALED]  # the scores of what was annulled mean nothing
Given = dict[int, dict[Track, list[tuple[int, Decimal]]]]


@dataclass(frozen=True)
class Scope:
    """Which projects: assessed by one set of criteria, their conclusions published in one year, of one area or of all.

    Scores by different sets are of different measures and never stand in one ranking.
    """

    criteria: str
    year: int
    area: str = ""

    @classmethod
    def asked(cls, query: QueryDict) -> Self | None:
        """What an address asks for, where it names something that exists; otherwise the latest year and its largest set; None: nothing yet."""
        known = [(code, year) for code, year, _ in scopes()]
        if not known:
            return None
        wanted = (query.get("criteria", ""), query.get("year", ""))
        code, year = next((row for row in known if (row[0], str(row[1])) == wanted), known[0])
        area = query.get("area", "")
        return cls(code, year, area if area in catalogue.codes("areas") else "")

    @property
    def query(self) -> str:
        """As an address has it."""
        return urlencode({"criteria": self.criteria, "year": self.year, "area": self.area})

    @property
    def words(self) -> str:
        """Which projects these are (Russian)."""
        area = f", область «{catalogue.label('areas', self.area)}»" if self.area else ""
        return f"набор {self.criteria}, заключения {self.year} года{area}"

    @cached_property
    def standing(self) -> list[int]:
        """Keys of the last published expertise of each object, all of them, the highest score first. In one query."""
        rows = _scored().filter(professional_criteria__code=self.criteria, published_at__year=self.year)
        if self.area:
            rows = rows.filter(area=self.area)
        last = rows.order_by("object_url", "-published_at", "-pk").distinct("object_url").values("pk")
        best = Expertise.objects.filter(pk__in=last).order_by("-score", "requested_at", "pk")
        return list(best.values_list("pk", flat=True))

    @cached_property
    def cases(self) -> list[Case]:
        """The best of them, as a ranking reads them. In five queries."""
        rows = Expertise.objects.filter(pk__in=self.standing[:MOST]).select_related("regulation", "conclusion")
        return _cases(list(rows.defer("conclusion__snapshot")))


def scopes() -> list[tuple[str, int, int]]:
    """(set of criteria, year, how many conclusions), the latest year first, in it the largest set."""
    rows = _scored().values_list("professional_criteria__code", ExtractYear("published_at")).order_by()
    counts = [(code, year, count) for code, year, count in rows.annotate(n=Count("pk"))]
    return sorted(counts, key=lambda row: (-row[1], -row[2], row[0]))


def _scored() -> QuerySet[Expertise]:
    return Expertise.objects.filter(kind=Expertise.Kind.FULL, status__in=VALID, score__isnull=False)


def _cases(rows: list[Expertise]) -> list[Case]:
    given: Given = defaultdict(lambda: {track: [] for track in Track})
    sheets = ScoreSheet.objects.counting().filter(assignment__expertise__in=rows)
    facts = ("assignment__expertise", "assignment__expert", "assignment__expert__track", "total")
    for expertise, expert, track, total in sheets.values_list(*facts):
        given[expertise][Track(track)].append((expert, total))
    first = _heaviest(rows)
    means = _means(rows, list(first.values()))
    return [_case(row, given[row.pk], first[row.professional_criteria_id], means[row.pk]) for row in rows]


def _heaviest(rows: list[Expertise]) -> dict[int, Criterion]:
    """The first criterion by weight of each professional set; of two that weigh the same, the first in the set."""
    criteria = Criterion.objects.filter(set__in={row.professional_criteria_id for row in rows})
    return {row.set_id: row for row in criteria.order_by("set_id", "-weight", "number").distinct("set_id")}


def _means(rows: list[Expertise], criteria: list[Criterion]) -> dict[int, Decimal]:
    sheets = ScoreSheet.objects.counting().filter(assignment__expertise__in=rows)
    scores = CriterionScore.objects.filter(sheet__in=sheets.values("pk"), criterion__in=criteria).order_by()
    return dict(scores.values_list("sheet__assignment__expertise").annotate(mean=Avg("value")))


def _case(row: Expertise, totals: dict[Track, list[tuple[int, Decimal]]], first: Criterion, mean: Decimal) -> Case:
    assert row.score is not None and row.conclusion is not None, "only published ones are gathered"
    return Case(
        pk=row.pk,
        number=row.conclusion.number,
        title=row.object_title,
        url=row.get_absolute_url(),
        area=row.area,
        asked=row.requested_sum,
        score=row.score,
        outcome=Outcome(row.outcome),
        is_stopped=row.outcome == Outcome.REJECT and row.score >= row.regulation.value("expertise.rework_from"),
        rules=rules_of(row),
        totals=totals,
        heaviest=(first.pk, first.title, Decimal(mean)),
        requested_at=row.requested_at,
    )
