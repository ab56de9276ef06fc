"""Whom the steps and papers of this room are addressed to; the keys stand in `casework.roles`."""

from casework.roles import (
    ARCHIVIST,
    AUDITOR,
    CLERK,
    COMMITTEE_AND_COMMISSION,
    COMMITTEE_CHAIR,
    COMMITTEE_SECRETARY,
    PROTOCOL_EDITOR,
)

# A key and how the page calls whoever holds it.
EDITOR = (PROTOCOL_EDITOR, "редактор Протокола")

CUSTODIAN = CLERK  # keeps the Protocol: invites, decides reservations, asks for reports
CUSTODIANS = (CLERK, COMMITTEE_SECRETARY)
CUSTODY = (*CUSTODIANS, PROTOCOL_EDITOR, AUDITOR)
EDITORS = (PROTOCOL_EDITOR, AUDITOR)  # read complaints with the names of their authors
# See an edition before it is published.
DRAFT_READERS = (PROTOCOL_EDITOR, COMMITTEE_CHAIR, COMMITTEE_SECRETARY, CLERK, ARCHIVIST, AUDITOR)
INSIDERS = (PROTOCOL_EDITOR, CLERK, ARCHIVIST, AUDITOR, *COMMITTEE_AND_COMMISSION)  # read every paper of an edition
