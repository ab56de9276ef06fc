"""The clock of a delivery when the day of it has been moved by an additional agreement."""

from casework import deadlines
from casework.models import Waiting
from negotiations.contributions.models import Contribution


def follow_new_day(contribution: Contribution) -> None:
    """The open step of the delivery is measured by the new day."""
    process = contribution.process
    for waiting in Waiting.objects.open().filter(process_id=process.pk, deadline="contribution.due"):
        deadlines.follow(waiting, process.term(waiting.deadline))
