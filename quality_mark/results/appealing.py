"""What became of an entry can be appealed by its entrant, about themselves: a result, a disqualification (CA-16, CA-17, CT-20)."""

from collections.abc import Collection
from typing import Any

from casework.appealing import Remedy, Rules
from documents.models import Document
from expertise.models import ExpertAssignment
from programme.models import Person
from quality_mark.contests.models import Contest
from quality_mark.entries import papers as entries_papers
from quality_mark.entries.appealing import PARTIES
from quality_mark.entries.models import ContestApplication
from quality_mark.jury.models import JuryQuestion
from quality_mark.results import actions
from quality_mark.taking_part import in_deciding

Status = ContestApplication.Status
STILL_OPEN = {
    Contest.Status.EVALUATING, Contest.Status.RANKING, Contest.Status.JURY, Contest.Status.COMMITTEE, Contest.Status.RESULTS, Contest.Status.APPEALS,
}  # fmt: skip
RESULTS = (Status.DIPLOMA_1, Status.DIPLOMA_2, Status.PARTICIPANT)


def is_told(entry: ContestApplication) -> bool:
    """Has the entrant a letter about it, in a contest that nobody has been handed an award of?"""
    return entry.contest.status in STILL_OPEN and entries_papers.letter_of(entry) is not None


def took_part(entry: ContestApplication) -> Collection[int]:
    """The jury, the committee, the experts, whoever looked in place."""
    people = in_deciding(entry.contest.results_item)
    for question in JuryQuestion.objects.filter(nomination=entry.nomination_id).select_related("item"):
        people |= in_deciding(question.item)
    experts = ExpertAssignment.objects.filter(expertise=entry.expertise_id or 0).values_list(
        "expert__person", flat=True
    )
    return people | set(experts) | {entry.contest.created_by_id}


def remedies(entry: ContestApplication) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("jury", "отменить результат и вынести заявку на жюри заново")]


def satisfy(entry: ContestApplication, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """CA-16, CA-17, CT-20."""
    actions.judge_again(entry, by=by, ground=ground, paper=paper)


def resume(entry: ContestApplication, **act: Any) -> None:
    """CT-17 has waited for it."""
    actions.look_at_appeals(entry.contest)


COMMON: dict[str, Any] = {
    **PARTIES, "took_part": took_part, "remedies": remedies, "satisfy": satisfy, "resume": resume,
    "stops": lambda entry: "вручение свидетельств и дипломов конкурса",
}  # fmt: skip
RESULT = Rules(stands=lambda entry: entry.status in RESULTS and is_told(entry), **COMMON)
DISQUALIFICATION = Rules(
    stands=lambda entry: entry.status == Status.DISQUALIFIED and entry.score is not None and is_told(entry), **COMMON
)
