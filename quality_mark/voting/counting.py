"""The votes of the citizens, counted."""

from django.db.models import Count

from quality_mark.contests.models import Contest
from quality_mark.voting.models import PublicVote


def totals(contest: Contest) -> dict[int, int]:
    """Entry → its counted votes, when the vote is over; nothing before, for anybody."""
    votes = PublicVote.objects.counted().filter(nomination__contest=contest)
    return dict(votes.values_list("entry").annotate(n=Count("pk")))
