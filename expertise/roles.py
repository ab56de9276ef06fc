"""The groups of offices this room speaks of, as capacity keys."""

from casework.roles import AUDITOR, CONTEST_SECRETARY, EXPERTISE_COORDINATOR, PLATFORM_SECRETARY

COORDINATOR = EXPERTISE_COORDINATOR
FULL_READERS = {COORDINATOR, PLATFORM_SECRETARY, AUDITOR}  # see every full expertise
LIGHT_READERS = {COORDINATOR, CONTEST_SECRETARY, AUDITOR}  # see that a contest entry is being assessed
REGISTER_READERS = {COORDINATOR, AUDITOR}
