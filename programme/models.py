"""The frame's facts: people and their capacities, organisations, appointments, criteria, regulations."""

from programme.appointments.models import EXPERTS, FORBIDDEN, STAFF_ROLES, ResponsibleBody, Role, RoleAssignment
from programme.classifiers import PositioningScale, ProgramLevel, Sector
from programme.consents.models import Consent
from programme.following.models import Following
from programme.identity.levels import Level
from programme.identity.models import Confirmation, TelephoneCode
from programme.imports.models import Import
from programme.interests.models import Tie
from programme.invitations.models import Invitation, InvitationCase
from programme.lists.models import ListVersion
from programme.mandates.models import MandateCase, MandateEvidence
from programme.on_paper.models import PaperAnswer, PaperPerson
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.managers import Capacity
from programme.people.models import Person
from programme.regulations.cases import RegulatedCase
from programme.regulations.criteria import CriteriaSet, Criterion
from programme.regulations.models import Regulation
from programme.texts.models import TextVersion

__all__ = [
    "EXPERTS",
    "FORBIDDEN",
    "STAFF_ROLES",
    "Capacity",
    "Confirmation",
    "Consent",
    "CriteriaSet",
    "Criterion",
    "Following",
    "Import",
    "Invitation",
    "InvitationCase",
    "Level",
    "ListVersion",
    "MandateCase",
    "MandateEvidence",
    "Membership",
    "Organization",
    "PaperAnswer",
    "PaperPerson",
    "Person",
    "PositioningScale",
    "ProgramLevel",
    "RegulatedCase",
    "Regulation",
    "ResponsibleBody",
    "Role",
    "RoleAssignment",
    "Sector",
    "TelephoneCode",
    "TextVersion",
    "Tie",
]
