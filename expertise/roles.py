"""The groups of offices this room speaks of, as capacity keys."""

from casework.roles import (
    APPEALS_MEMBER,
    AUDITOR,
    COMMITTEE_AND_COMMISSION,
    CONTEST_SECRETARY,
    EXPERTISE_COORDINATOR,
    EXPERTS,
    JURY_MEMBER,
    PLATFORM_SECRETARY,
)

COORDINATOR = EXPERTISE_COORDINATOR
FULL_READERS = {COORDINATOR, PLATFORM_SECRETARY, AUDITOR}  # see every full expertise
LIGHT_READERS = {COORDINATOR, CONTEST_SECRETARY, AUDITOR}  # see that a contest entry is being assessed
REGISTER_READERS = {COORDINATOR, AUDITOR}
COMPARING = (
    COORDINATOR,
    *COMMITTEE_AND_COMMISSION,
)  # lay projects beside each other and reckon what would be supported
RANKING_READERS = (*COMPARING, AUDITOR)
PRESSED = (
    *EXPERTS,
    *COMMITTEE_AND_COMMISSION,
    JURY_MEMBER,
    APPEALS_MEMBER,
)  # whose score or vote somebody may want to bend
