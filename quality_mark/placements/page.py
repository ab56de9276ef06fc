"""What the pages of places show: the exhibition of a year, the incubator, the reserve, one place."""

from typing import Any

from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.kinds.rules import PLACES
from quality_mark.placements.models import Placement
from quality_mark.placements.reporting import report_overdue_since, reports_of

FULL = ("entry__contest__kind", "entry__organization", "entry__person", "entry__nomination")


def shown(gives: str) -> Any:
    """Places of one sort that everybody may read, with what the page says of them."""
    return Placement.objects.published().giving(gives).select_related(*FULL)


def places_of(contest: Contest, person: Any) -> list[Placement]:
    """The places a contest has given, those that the person may read; none of a kind that gives none."""
    if contest.rule.levels[0].gives not in PLACES:
        return []
    rows = Placement.objects.visible_to(person).filter(entry__contest=contest)
    return list(rows.select_related("entry__organization", "entry__person").order_by("place_no", "pk"))


def years() -> list[int]:
    """Years in which there was an exhibition, the newest first."""
    rows = Placement.objects.giving("stand").order_by("-entry__contest__year")
    return list(rows.values_list("entry__contest__year", flat=True).distinct())


def online(year: int) -> list[ContestApplication]:
    """Projects of the exhibition of a year that have no stand: they are shown online (programme 8.4)."""
    rows = ContestApplication.objects.filter(
        contest__year=year, contest__kind__data__levels__0__gives="stand", status__in=["laureate", "participant"],
        contest__status__in=Contest.PUBLISHED,
    ).exclude(placement__status__in=[*Placement.OCCUPIED, Placement.Status.ENDED])  # fmt: skip
    return list(rows.select_related("organization", "person", "nomination").order_by("nomination__code", "title"))


def occupancy(gives: str) -> int:
    """How many places of a sort are in use now, those whose holders are not named too."""
    return Placement.objects.giving(gives).filter(status="active").count()


def may_be_prolonged(placement: Placement) -> bool:
    """Does its level let it be prolonged, and has it not been yet?"""
    return bool(placement.rule.prolong_months) and placement.prolonged_to is None


def reports(placement: Placement) -> dict[str, Any] | None:
    """The undertaking of its reports and since when one is late; None for a place without reports."""
    commitment = reports_of(placement)
    if commitment is None:
        return None
    return {"undertaking": commitment, "overdue": report_overdue_since(commitment)}


def left(gives: str) -> int:
    """How many have given up a place of one sort, whoever they are."""
    return Placement.objects.giving(gives).filter(status=Placement.Status.LEFT).count()
