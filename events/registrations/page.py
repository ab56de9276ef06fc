"""What the pages of registrations show."""

from typing import Any

import segno
from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse
from django.utils.safestring import mark_safe

from casework.models import Waiting
from events.occasions.models import Event
from events.registrations.models import Registration
from events.sections.models import Choice


def qr_of(registration: Registration) -> str:
    """The code that leads the organiser to the mark of attendance."""
    if not registration.code:
        return ""
    address = f"{settings.SITE_URL}{reverse('event_check', args=[registration.code])}"
    svg = segno.make(address, error="m", micro=False).svg_inline(
        border=2, omitsize=True, svgclass="qr", lineclass=None, title="QR-код билета"
    )
    return mark_safe(svg)  # noqa: S308 - drawn by us from an address of ours


def may_cancel(registration: Registration) -> bool:
    """May its owner still give the place back?"""
    return registration.is_live and registration.event.takes_registrations


def may_certify(registration: Registration) -> bool:
    """May its owner ask for the certificate?"""
    is_over = registration.event.status == Event.Status.HELD
    return is_over and registration.status == "attended" and registration.certificate_id is None


def ticket(registration: Registration) -> dict[str, Any]:
    """The page of one's own registration."""
    return {
        "registration": registration,
        "event": registration.event,
        "qr": qr_of(registration) if registration.status == "confirmed" else "",
        "queue": registration.place_in_queue if registration.status == "waiting" else 0,
        "attestation": getattr(registration, "attestation", None),
        "may_cancel": may_cancel(registration),
        "may_certify": may_certify(registration),
    }


def people_of(event: Event) -> dict[str, Any]:
    """The list for the door: who comes, who waits in which order, whose application waits for an answer."""
    chosen = Prefetch(
        "choices",
        Choice.objects.live().select_related("session").order_by("session__starts_at", "pk"),
        to_attr="chosen",
    )
    rows = (
        event.registrations.prefetch_related(chosen).select_related("person", "organization").order_by("status", "pk")
    )
    steps = {
        waiting.process.registrationcase.registration_id: waiting  # type: ignore[attr-defined]
        for waiting in Waiting.objects.open()
        .filter(process__registrationcase__registration__event=event)
        .select_related("process__registrationcase")
    }
    lines = [
        {
            "row": row,
            "step": steps.get(row.pk),
            "may_correct": event.status == Event.Status.SUMMING and row.status == "absent",
        }
        for row in sorted(rows, key=lambda row: (ORDER.index(row.status), row.pk))
    ]
    return {"event": event, "lines": lines}


ORDER = ("confirmed", "attended", "absent", "applied", "waiting", "declined", "cancelled", "void")
