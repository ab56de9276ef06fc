"""Whether somebody has what a role needs, and how often they were on their course. Read by whoever appoints."""

from datetime import date
from typing import Any

from events.attestations.models import Attestation, Presence
from events.registrations.models import Registration
from programme.models import Regulation, Role

TAUGHT = (Role.MODERATOR, Role.EXPERT_PUBLIC, Role.EXPERT_PROF)


def why_not_appointed(person: Any, role: str, start: date) -> str:
    """Why the person may not be given the role from a day on (Russian); nothing where they may (programme 8.5, E7)."""
    if role not in TAUGHT or not Regulation.in_force().value("training.required"):
        return ""
    if Attestation.objects.in_force().filter(person=person, opens_role=role, valid_to__gte=start).exists():
        return ""
    return f"для роли «{Role(role).label}» нужна действующая аттестация; курсы — на странице «Мероприятия»"


def attendance_of(registration: Registration) -> int:
    """How many per cent of the lessons they were at; of a course without lessons, whether they were there."""
    lessons = registration.event.sessions.count()
    if not lessons:
        return 100 if registration.status == Registration.Status.ATTENDED else 0
    return Presence.objects.filter(registration=registration).count() * 100 // lessons
