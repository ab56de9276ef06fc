"""Whoever waits for a decision looks again."""

from casework import door
from committee.decisions.models import Decision


def wake(decision: Decision) -> None:
    """The sitting waits for all its decisions; stories for the decision itself, or for its item."""
    door.notify_waiters(decision.line.meeting)
    door.notify_waiters(decision)
    door.notify_waiters(decision.item)
