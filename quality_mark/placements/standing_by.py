"""Who gets a place that is free, and under which number (PL-01, K3)."""

from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication
from quality_mark.entries.querysets import AWARDED
from quality_mark.kinds.rules import PER_CONTEST, PLACES, LevelRule
from quality_mark.placements.models import Placement


def place_level(contest: Contest) -> LevelRule | None:
    """The level that gives a place, if the kind has one: it is the first."""
    level = contest.rule.levels[0]
    return level if level.gives in PLACES else None


def capacity_of(contest: Contest) -> int:
    """How many places there are in the whole contest."""
    return sum(contest.nominations.values_list("quota", flat=True))


def has_room(contest: Contest) -> bool:
    """Is a place free (K3)?"""
    return Placement.objects.occupied().filter(entry__contest=contest).count() < capacity_of(contest)


def free_number(contest: Contest) -> int:
    """The least number that nobody has."""
    taken = set(Placement.objects.occupied().filter(entry__contest=contest).values_list("place_no", flat=True))
    return next(n for n in range(1, capacity_of(contest) + 1) if n not in taken)


def next_in_line(contest: Contest, nomination: int) -> ContestApplication | None:
    """The best of those who reached the score and got no place for want of room; first of all whoever was given the level by an appeal.

    Of the nomination first; where the kind counts its places over the whole contest, then of the others.
    """
    level = place_level(contest)
    if level is None:
        return None
    least = level.reached_from(contest.regulation)
    rows = contest.entries.filter(status__in=AWARDED, score__gte=least, placement=None)
    ranked = sorted(
        rows.select_related("organization", "person", "nomination").order_by("-score", "place", "number"),
        key=lambda entry: entry.status != "laureate",
    )
    own = [entry for entry in ranked if entry.nomination_id == nomination]
    others = [entry for entry in ranked if entry.nomination_id != nomination] if level.per == PER_CONTEST else []
    return next(iter([*own, *others]), None)
