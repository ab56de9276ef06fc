"""What of a contest is contested before the appeals board now."""

from casework.appealing import UnderAppeal
from journal.record import key
from quality_mark.contests.models import Contest


def is_contested(contest: Contest) -> bool:
    """Is there an admitted appeal about anything of the contest?"""
    keys = [key(entry) for entry in contest.entries.only("pk")]
    return UnderAppeal.objects.filter(subject__in=keys, until=None).exists()
