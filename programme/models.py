"""The frame's facts: people and their capacities, organisations, appointments, criteria, regulations."""

from programme.appointments.models import EXPERTS, FORBIDDEN, STAFF_ROLES, ResponsibleBody, Role, RoleAssignment
from programme.classifiers import (
    District,
    MegaprojectDirection,
    PositioningScale,
    ProgramLevel,
    ProjectCluster,
    Sector,
    SectoralArea,
)
from programme.consents.models import Consent
from programme.identity.levels import Level
from programme.identity.models import Confirmation, TelephoneCode
from programme.imports.models import Import
from programme.interests.models import Tie
from programme.invitations.models import Invitation, InvitationCase
from programme.mandates.models import MandateCase, MandateEvidence
from programme.organizations.memberships import Membership
from programme.organizations.models import Organization
from programme.people.managers import Capacity
from programme.people.models import Person
from programme.regulations.cases import RegulatedCase
from programme.regulations.criteria import CriteriaSet, Criterion
from programme.regulations.models import Regulation

__all__ = [
    "EXPERTS",
    "FORBIDDEN",
    "STAFF_ROLES",
    "Capacity",
    "Confirmation",
    "Consent",
    "CriteriaSet",
    "Criterion",
    "District",
    "Import",
    "Invitation",
    "InvitationCase",
    "Level",
    "MandateCase",
    "MandateEvidence",
    "MegaprojectDirection",
    "Membership",
    "Organization",
    "Person",
    "PositioningScale",
    "ProgramLevel",
    "ProjectCluster",
    "RegulatedCase",
    "Regulation",
    "ResponsibleBody",
    "Role",
    "RoleAssignment",
    "Sector",
    "SectoralArea",
    "TelephoneCode",
    "Tie",
]
