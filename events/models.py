"""The facts of the room, gathered."""

from events.attestations.cases import AttestationCase
from events.attestations.models import Attestation, Presence
from events.consortia.models import Consortium, Participant
from events.groups.models import Group, Grouping, Member, Product
from events.mentions.models import Mention
from events.occasions.cases import EventCase
from events.occasions.models import Event, Material, Outcome, Series
from events.outside.models import Carriage, EstimateLine
from events.partners.models import Partner
from events.recordings.models import Recording
from events.registrations.cases import RegistrationCase
from events.registrations.models import Registration
from events.rooms.cases import BookingCase
from events.rooms.models import Booking, Venue
from events.sections.models import Choice, Session
from events.sheets.models import CourseResult, Sheet
from events.viewers.models import ViewerVote

__all__ = [
    "Attestation",
    "AttestationCase",
    "Booking",
    "BookingCase",
    "Carriage",
    "Choice",
    "Consortium",
    "CourseResult",
    "EstimateLine",
    "Event",
    "EventCase",
    "Group",
    "Grouping",
    "Material",
    "Member",
    "Mention",
    "Outcome",
    "Participant",
    "Partner",
    "Presence",
    "Product",
    "Recording",
    "Registration",
    "RegistrationCase",
    "Series",
    "Session",
    "Sheet",
    "Venue",
    "ViewerVote",
]
