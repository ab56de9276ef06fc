"""The frame's facts: people and their capacities, organisations, appointments, criteria, regulations."""

from programme.models.appointments import EXPERTS, FORBIDDEN, STAFF_ROLES, ResponsibleBody, Role, RoleAssignment
from programme.models.cases import RegulatedCase
from programme.models.classifiers import (
    District,
    MegaprojectDirection,
    PositioningScale,
    ProgramLevel,
    ProjectCluster,
    Sector,
    SectoralArea,
)
from programme.models.criteria import CriteriaSet, Criterion
from programme.models.invitations import Invitation, InvitationCase
from programme.models.organizations import Membership, Organization
from programme.models.people import Capacity, Consent, Person
from programme.models.regulations import Regulation

__all__ = [
    "EXPERTS",
    "FORBIDDEN",
    "STAFF_ROLES",
    "Capacity",
    "Consent",
    "CriteriaSet",
    "Criterion",
    "District",
    "Invitation",
    "InvitationCase",
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
]
