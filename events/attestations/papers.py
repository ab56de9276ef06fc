"""The certificate of an attestation (register 11-02)."""

from datetime import date

from django.utils import timezone

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from events.attestations.models import Attestation
from programme.models import Person


def certificate(attestation: Attestation, until: date, by: Person) -> Document:
    """AT-02: the person and the office open it, its code is checked by anybody."""
    event = attestation.registration.event
    assert event.starts_at and event.ends_at, "a course had its time"
    return issue(
        kind=Kind.LICENCE,
        title=f"Об аттестации по курсу «{event}»"[:400],
        snapshot={
            "person": attestation.person.get_full_name(),
            "role": attestation.get_opens_role_display(),
            "course": event.title,
            "from": timezone.localtime(event.starts_at).date(),
            "to": timezone.localtime(event.ends_at).date(),
            "attendance": attestation.attendance,
            "result": attestation.result,
            "until": until,
        },
        template="events/pdf/attestation.html",
        register="attestations",
        readers=[f"person:{attestation.person_id}"],
        by=by,
    )
