"""What a card of the library may be begun from: a mentor for a course, an exercise for a training. Answers as people type them."""

from casework import workdays
from events.occasions.models import Event
from programme.access import Visitor


def mentor(event: Event, person: Visitor) -> dict[str, str] | None:
    """A resource of an organisation: hours of a mentor for those who are on the course; from its announcement on."""
    if not event.rule.attests or event.announced_at is None or event.status == Event.Status.CANCELLED:
        return None
    today = workdays.local_date()
    since = max(today, workdays.local_date(event.starts_at)) if event.starts_at else today
    return {
        "title": f"Наставник курса «{event}»"[:200], "area": "", "nature": "labour",
        "amount": "наставник одного слушателя, 4 часа в месяц", "since": since.isoformat(),
    }  # fmt: skip


def exercise(event: Event, person: Visitor) -> dict[str, str] | None:
    """An exercise for a training that was not called off."""
    if not event.rule.trains or event.announced_at is None or event.status == Event.Status.CANCELLED:
        return None
    return {"title": f"Упражнение для тренинга «{event}»"[:200], "area": ""}
