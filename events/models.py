"""The facts of the room, gathered."""

from events.occasions.cases import EventCase
from events.occasions.models import Event, Material, Outcome, Series, Session
from events.registrations.cases import RegistrationCase
from events.registrations.models import Registration

__all__ = ["Event", "EventCase", "Material", "Outcome", "Registration", "RegistrationCase", "Series", "Session"]
