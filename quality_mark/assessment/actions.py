"""The experts' score becomes the entry's; the assessment of a contest ends: CA-08, CT-10."""

from decimal import Decimal

from casework import door
from journal.record import move, record
from programme.models import Person
from quality_mark.admission.actions import request
from quality_mark.contests.models import Contest
from quality_mark.entries.models import ContestApplication


def take_score(entry: ContestApplication) -> None:
    """The experts' sheets are final: their score is the entry's preliminary one."""
    expertise = entry.expertise
    assert expertise is not None, "experts were asked"
    if expertise.score is None:
        record(entry, "no_score", "Экспертная оценка прекращена без балла")
        return
    entry.score = expertise.score
    entry.save()
    record(entry, "take_score", "Экспертная оценка завершена")
    door.notify_waiters(entry.contest)


def assess_again(entry: ContestApplication, *, by: Person) -> None:
    """An assessment that ended without a score is ordered once more."""
    rivals = list(entry.nomination.entries.competing().select_related("organization", "person"))
    request(entry, rivals, by=by)


def score_of(entry: ContestApplication) -> Decimal:
    """The score of an entry that has been assessed."""
    assert entry.score is not None, "the entry has been assessed"
    return entry.score


def finish_assessment(contest: Contest) -> None:
    """CT-10: all sheets and visits are there, the citizens have voted."""
    move(contest.finish_assessment, "Оценка завершена, формируется рейтинг")
