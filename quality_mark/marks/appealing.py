"""A suspension and a revocation of a Mark can be appealed by its holder (QM-03, QM-05 → QM-12)."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from casework import roles
from casework.appealing import Remedy, Rules
from documents.models import Document
from programme.access import holds
from programme.models import Organization, Person
from quality_mark.marks import actions
from quality_mark.marks.models import QualityMark
from quality_mark.taking_part import in_deciding

Status = QualityMark.Status


def has(status: str) -> Callable[[QualityMark], bool]:
    """Does the Mark stand so by a decision of the committee?"""
    return lambda mark: mark.status == status and actions.question_behind(mark) is not None


def received_at(mark: QualityMark) -> datetime | None:
    """The letter is delivered into the cabinet the moment the Mark is suspended or revoked."""
    return mark.suspended_at or mark.ended_at


def may_appeal(mark: QualityMark, person: Any) -> bool:
    """Whoever signs for the holder."""
    return holds(person, mark.signer_key)


def appellant(mark: QualityMark, person: Person) -> Organization:
    """The holder."""
    return mark.organization


def respondent(mark: QualityMark) -> str:
    """The committee answers through its secretary."""
    return roles.COMMITTEE_SECRETARY


def took_part(mark: QualityMark) -> Collection[int]:
    """Whoever decided, whoever asked, whoever inspected."""
    question = actions.question_behind(mark)
    people = in_deciding(question.item) if question else set()
    inspectors = mark.reviews.exclude(inspector=None).values_list("inspector", flat=True)
    return people | set(inspectors) | ({question.asked_by_id} if question and question.asked_by_id else set())


def paper(mark: QualityMark) -> Document | None:
    """The decision of the committee."""
    question = actions.question_behind(mark)
    return question.item.paper if question else None


def remedies(mark: QualityMark) -> Collection[Remedy]:
    """There is one way back."""
    return [Remedy("reinstate", "отменить решение и восстановить Знак")]


def satisfy(mark: QualityMark, *, remedy: str, by: Person | None, ground: str, paper: Document) -> None:
    """QM-12."""
    actions.reinstate(mark, by=by, ground=ground, paper=paper)


COMMON: dict[str, Any] = {
    "received_at": received_at, "may_appeal": may_appeal, "appellant": appellant, "respondent": respondent, "took_part": took_part,
    "remedies": remedies, "satisfy": satisfy, "paper": paper, "resume": actions.go_on_after_appeal,
}  # fmt: skip
SUSPENSION = Rules(
    stands=has(Status.SUSPENDED), stops=lambda mark: "внесение вопроса об аннулировании по истечении срока", **COMMON
)
REVOCATION = Rules(stands=has(Status.REVOKED), stops=lambda mark: "запрет участия в конкурсах", **COMMON)
