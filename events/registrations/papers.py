"""The certificate of attendance (programme 8.5, «Бумаги»)."""

from django.utils import timezone

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from events.registrations.models import Registration
from programme.models import Person


def certificate(registration: Registration, by: Person) -> Document:
    """Who took part in what and when; only the participant and the office open it, the code is checked by anybody."""
    event = registration.event
    passed = getattr(registration, "course_result", None)
    assert event.starts_at and event.ends_at, "a held event had its time"
    return issue(
        kind=Kind.ATTENDANCE,
        title=f"Об участии в мероприятии «{event}»"[:400],
        snapshot={
            "person": registration.person.get_full_name(),
            "organization": registration.organization.short_name if registration.organization else "",
            "result": passed.result if passed and passed.is_passed else None,
            "event": {
                "title": event.title,
                "kind": event.kind_title,
                "from": timezone.localtime(event.starts_at).date(),
                "to": timezone.localtime(event.ends_at).date(),
                "place": event.place,
                "partners": [str(row) for row in event.partners.agreed().select_related("organization")],
                "section": ", ".join(
                    row.session.title for row in registration.choices.given().select_related("session")
                ),
            },
        },
        template="events/pdf/attendance.html",
        register="event_certificates",
        readers=[f"person:{registration.person_id}"],
        by=by,
    )
