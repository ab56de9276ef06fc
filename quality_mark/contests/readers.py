"""The offices of a contest, and who reads its papers, as capacity keys."""

from quality_mark.contests.models import Contest

SECRETARY = ("role:contest_secretary", "секретарь конкурса")

COMMITTEE = [
    "role:committee_chair",
    "role:committee_member",
    "role:committee_secretary",
    "role:working_commission",
]

OFFICE = ["role:contest_secretary", "role:clerk", "role:auditor"]


def jury_of(contest: Contest) -> list[str]:
    """The office of the contest and its jury."""
    return [*OFFICE, *contest.jury.reader_keys()]


def everybody_inside(contest: Contest) -> list[str]:
    """The office, the jury and the committee."""
    return [*jury_of(contest), *COMMITTEE]
