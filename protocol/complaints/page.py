"""What the page of a complaint shows: its progress and the kind of its status."""

from protocol.complaints.models import NormComplaint

Status = NormComplaint.Status
KINDS = {Status.RESOLVED: "ok", Status.INADMISSIBLE: "bad", Status.RECOMMENDED_MEASURES: "warn"}

STEPS = [
    ("Приём", {Status.SUBMITTED, Status.ACCEPTED}),
    ("Ответ подписанта", {Status.RESPONSE_WAIT}),
    ("Примирение", {Status.MEDIATION, Status.RESOLVED}),
    ("Заключение", {Status.CONCLUSION}),
    ("Меры", {Status.RECOMMENDED_MEASURES, Status.CLOSED}),
]


def steps_of(complaint: NormComplaint) -> list[tuple[str, str]]:
    """Where the complaint stands; what ended early stays at the step it reached."""
    position = next((n for n, (_, statuses) in enumerate(STEPS) if complaint.status in statuses), 0)
    is_over = complaint.closed_at is not None
    return [
        (title, "done" if n < position or (is_over and n == position) else "current" if n == position else "todo")
        for n, (title, _) in enumerate(STEPS)
    ]
