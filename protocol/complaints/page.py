"""What the page of a complaint shows: its progress and the kind of its status."""

from casework.pages import progress
from protocol.complaints.models import NormComplaint

Status = NormComplaint.Status

STEPS = [
    ("Приём", {Status.SUBMITTED, Status.ACCEPTED}),
    ("Ответ подписанта", {Status.RESPONSE_WAIT}),
    ("Примирение", {Status.MEDIATION, Status.RESOLVED}),
    ("Заключение", {Status.CONCLUSION}),
    ("Меры", {Status.RECOMMENDED_MEASURES, Status.CLOSED}),
]


def steps_of(complaint: NormComplaint) -> list[tuple[str, str]]:
    """The progress of a complaint; one that ended early stays at the step it reached."""
    return progress(STEPS, complaint.status, is_over=complaint.closed_at is not None)
