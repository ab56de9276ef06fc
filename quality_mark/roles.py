"""Whom the steps and papers of this room are addressed to; the keys stand in `casework.roles`."""

from casework.roles import AUDITOR, CLERK, COMMITTEE_AND_COMMISSION, CONTEST_SECRETARY

# A key and how the page calls whoever holds it.
SECRETARY = (CONTEST_SECRETARY, "секретарь конкурса")
RECORDS_CLERK = (CLERK, "делопроизводитель")

OFFICE = (CONTEST_SECRETARY, CLERK, AUDITOR)
OFFICE_AND_COMMITTEE = (*OFFICE, *COMMITTEE_AND_COMMISSION)
