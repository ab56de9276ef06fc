"""How experts have assessed and what came of the projects: spread, agreement, promised and achieved — without a name (programme 9, row 20)."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from casework.formats import rounded
from execution.models import Undertaking
from expertise.scoring.agreement import Spread, published, spreads

MOST = 100
Status = Undertaking.Status


@dataclass(frozen=True)
class Line:
    """A project: how far its experts were apart, how many stages were promised, done, and over without being done."""

    spread: Spread
    promised: int
    achieved: int
    missed: int
    has_ended: bool


def report() -> dict[str, Any]:
    """The newest published expertises; of those whose object is carried out, how it goes."""
    rows = spreads(published()[:MOST])
    stages = _stages({row.expertise.object_url for row in rows})
    lines = [_line(row, stages.get(row.expertise.object_url, [])) for row in rows]
    promised, achieved = sum(line.promised for line in lines), sum(line.achieved for line in lines)
    agreed = sum((row.agreement for row in rows), Decimal(0)) / len(rows) if rows else None
    return {
        "lines": lines,
        "promised": promised,
        "achieved": achieved,
        "agreement": None if agreed is None else rounded(agreed, 2),
        "widest": max((row.mean for row in rows), default=None),
    }


def _stages(addresses: set[str]) -> dict[str, list[str]]:
    """{the page of a project: the statuses of its stages}."""
    rows = Undertaking.objects.filter(
        kind=Undertaking.Kind.STAGE, parent__kind=Undertaking.Kind.PROJECT, parent__source_url__in=addresses
    )
    stages: dict[str, list[str]] = defaultdict(list)
    for address, status in rows.values_list("parent__source_url", "status"):
        stages[address].append(status)
    return stages


def _line(spread: Spread, statuses: list[str]) -> Line:
    achieved = statuses.count(Status.DONE)
    ended = sum(status in Undertaking.FINAL for status in statuses)
    return Line(spread, len(statuses), achieved, ended - achieved, bool(statuses) and ended == len(statuses))
