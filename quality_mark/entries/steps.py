"""A contest and its entries, read aloud: who is asked next (регламент 3.3.1, 3.3.2); votes and Marks stand beside."""

from typing import Any

from viewflow.workflow.activation import Activation

from quality_mark.entries.models import ContestApplication

SECRETARY = ("role:contest_secretary", "секретарь конкурса")
EntryStatus = ContestApplication.Status

OVER = [
    EntryStatus.LAUREATE,
    EntryStatus.DIPLOMA_1,
    EntryStatus.DIPLOMA_2,
    EntryStatus.PARTICIPANT,
    EntryStatus.NOT_ADMITTED,
    EntryStatus.DISQUALIFIED,
    EntryStatus.WITHDRAWN,
]


def entry_of(activation: Activation) -> ContestApplication:
    """The entry as it is now."""
    return ContestApplication.objects.get(pk=activation.process.entry_id)


def is_in(*statuses: str) -> Any:
    """A question to the entry: does it stand in one of these?"""
    return lambda activation: entry_of(activation).status in statuses


def is_settled(paper: Any) -> bool:
    """Has the paper been signed by everybody, or refused?"""
    return bool(paper.is_registered or paper.is_annulled)
