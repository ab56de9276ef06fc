"""The votes of the citizens, counted."""

from django.db.models import Count

from programme.identity.levels import split
from quality_mark.contests.models import Contest
from quality_mark.voting.models import PublicVote


def totals(contest: Contest) -> dict[int, int]:
    """Entry → its counted votes, when the vote is over; nothing before, for anybody."""
    votes = PublicVote.objects.counted().filter(nomination__contest=contest)
    return dict(votes.values_list("entry").annotate(n=Count("pk")))


def levels(contest: Contest) -> dict[int, str]:
    """Nomination → how many votes were counted at each level of identity, in words; empty where a group is too small to be shown."""
    votes = PublicVote.objects.counted().filter(nomination__contest=contest)
    counts: dict[int, dict[str, int]] = {}
    for nomination, level, number in votes.values_list("nomination", "level").annotate(n=Count("pk")):
        counts.setdefault(nomination, {})[level] = number
    smallest = int(contest.regulation.value("identity.smallest_group"))
    return {nomination: split(numbers, smallest) for nomination, numbers in counts.items()}
