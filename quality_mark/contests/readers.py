"""Who reads the papers of a contest, as capacity keys."""

from casework.roles import COMMITTEE_AND_COMMISSION
from quality_mark.contests.models import Contest
from quality_mark.roles import OFFICE


def jury_of(contest: Contest) -> list[str]:
    """The office of the contest and its jury."""
    return [*OFFICE, *contest.jury.reader_keys()]


def everybody_inside(contest: Contest) -> list[str]:
    """The office, the jury and the committee."""
    return [*jury_of(contest), *COMMITTEE_AND_COMMISSION]
