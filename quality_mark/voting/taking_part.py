"""Who has voted (INV1, programme 8.6): how many people, never for whom."""

from collections.abc import Iterable
from datetime import date

from casework.counting import moments
from quality_mark.voting.models import PublicVote


def voters(since: date, until: date) -> Iterable[int]:
    """Those whose vote was given in the period and counts, in votings that are over."""
    first, after = moments(since, until)
    return PublicVote.objects.counted().filter(at__gte=first, at__lt=after).values_list("person", flat=True)
