"""What the pages of attestations show."""

from typing import Any

from casework import roles
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from events.attestations.facts import attendance_of
from events.attestations.models import Attestation
from events.kinds.rules import kinds
from events.occasions.models import Event
from programme.access import Visitor, holds, keys_of


def context(attestation: Attestation, person: Visitor) -> dict[str, Any]:
    """The page of one attestation."""
    keys = set(keys_of(person))
    waitings = list(Waiting.objects.open().filter(process=attestation.case).order_by("pk"))
    is_own, status = attestation.person_id == person.pk, attestation.status
    return {
        "attestation": attestation,
        "event": attestation.registration.event,
        "attendance": attendance_of(attestation.registration)
        if attestation.attendance is None
        else attestation.attendance,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "timeline": timeline(history(attestation)),
        "may_drop": is_own and status == Attestation.Status.ENROLLED,
        "may_revoke": roles.COMMITTEE_SECRETARY in keys and status == Attestation.Status.VALID,
    }


def without_sheet(person: Visitor) -> list[Event]:
    """For the head of training: courses that are over and have no sheet yet, the earliest first."""
    if not holds(person, roles.TRAINING_HEAD):
        return []
    attesting = [kind.code for kind in kinds().values() if kind.attests]
    over = Event.objects.filter(kind__in=attesting, status__in=[Event.Status.SUMMING, Event.Status.HELD], sheets=None)
    return list(over.filter(registrations__status="attended").distinct().order_by("starts_at", "pk")[:20])
