"""The facts of the room, gathered."""

from events.attestations.cases import AttestationCase
from events.attestations.models import Attestation, Presence
from events.occasions.cases import EventCase
from events.occasions.models import Event, Material, Outcome, Series, Session
from events.registrations.cases import RegistrationCase
from events.registrations.models import Registration

__all__ = [
    "Attestation",
    "AttestationCase",
    "Event",
    "EventCase",
    "Material",
    "Outcome",
    "Presence",
    "Registration",
    "RegistrationCase",
    "Series",
    "Session",
]
