"""What the page of a renewal shows to the holder and the offices."""

from typing import Any

from casework.pages import Event, history, progress, timeline
from documents.models import Document
from quality_mark.renewals.models import Renewal

STEPS = [
    ("Заявка", {"apply"}), ("Проверка", {"check"}), ("Эксперты", {"assess"}), ("Комитет", {"committee"}), ("Итог", {"over"}),
]  # fmt: skip
TONES = {"renewed": "ok", "refused": "bad", "stopped": "warn"}


def place(renewal: Renewal) -> str:
    """Which of the steps it stands at."""
    if renewal.outcome:
        return "over"
    if renewal.submitted_at is None:
        return "apply"
    if renewal.item_id:
        return "committee"
    return "assess" if renewal.checked_at else "check"


def steps(renewal: Renewal) -> list[tuple[str, str]]:
    """The progress of a renewal."""
    return progress(STEPS, place(renewal), is_over=bool(renewal.outcome))


def timeline_of(renewal: Renewal) -> list[Event]:
    """What happened with the Mark since the window opened, newest first."""
    entries = history(renewal.mark).filter(at__gte=renewal.opened_at)
    if renewal.ended_at:
        entries = entries.filter(at__lte=renewal.ended_at)
    return timeline(entries, has_grounds=True)


def papers_of(renewal: Renewal, person: Any) -> list[Document]:
    """The application, the decision, the certificate that was replaced."""
    decided = renewal.item.paper.pk if renewal.item and renewal.item.paper else 0
    wanted = [renewal.application_id or 0, renewal.former_certificate_id or 0, decided]
    return list(Document.objects.visible_to(person).filter(pk__in=wanted).order_by("-pk"))
