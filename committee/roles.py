"""The groups of roles this room speaks of, as capacity keys."""

from casework.roles import (
    ADMIN,
    AUDITOR,
    COMMITTEE_AND_COMMISSION,
    COMMITTEE_SECRETARY,
    CONTEST_SECRETARY,
    JURY_MEMBER,
    PROTOCOL_EDITOR,
)

# Whoever sits in a body, prepares its sittings or looks over them.
AT_SITTINGS = {*COMMITTEE_AND_COMMISSION, JURY_MEMBER, CONTEST_SECRETARY, PROTOCOL_EDITOR, AUDITOR}
# Whoever founds bodies, seats and unseats.
COMPOSERS = (ADMIN, COMMITTEE_SECRETARY)
# Whoever reads what is to be changed in the rules before it is adopted.
DRAFT_READERS = (*COMMITTEE_AND_COMMISSION, ADMIN, AUDITOR)
