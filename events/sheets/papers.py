"""The sheet of a course (register 11-04)."""

from typing import Any

from django.utils import timezone

from casework import roles
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from events.occasions.models import Event
from programme.models import Person

READERS = (roles.TRAINING_HEAD, roles.EVENT_ORGANIZER, roles.COMMITTEE_SECRETARY)


def sheet(event: Event, lines: list[dict[str, Any]], least: dict[str, int], by: Person) -> Document:
    """Everybody with attendance, result and outcome; only the offices open it, its code is checked by anybody."""
    assert event.starts_at and event.ends_at, "a course had its time"
    return issue(
        kind=Kind.RESULTS,
        title=f"Об аттестации по итогам курса «{event}»"[:400],
        snapshot={
            "course": event.title,
            "role": event.get_opens_role_display() if event.opens_role else "",
            "teacher": event.teacher.get_full_name() if event.teacher else "",
            "from": timezone.localtime(event.starts_at).date(),
            "to": timezone.localtime(event.ends_at).date(),
            "least": least,
            "lines": lines,
            "passed": sum(line["is_passed"] for line in lines),
            "examiner": by.get_full_name(),
        },
        template="events/pdf/sheet.html",
        register="attestation_sheets",
        readers=READERS,
        by=by,
    )
