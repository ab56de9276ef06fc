"""Who appeals what was decided about an entry, against whom, and when they were told (регламент 8.7)."""

from datetime import datetime
from typing import Any

from casework import roles
from programme.access import holds
from programme.models import Organization, Person
from quality_mark.entries import papers
from quality_mark.entries.models import ContestApplication


def received_at(entry: ContestApplication) -> datetime | None:
    """The letter is delivered into the cabinet when it is written."""
    letter = papers.letter_of(entry)
    return letter.reserved_at if letter else None


def may_appeal(entry: ContestApplication, person: Any) -> bool:
    """Whoever signs for the entrant."""
    return holds(person, entry.signer_key)


def appellant(entry: ContestApplication, person: Person) -> Organization | None:
    """The entrant; nobody but the person themselves where a person has entered."""
    return entry.organization


def respondent(entry: ContestApplication) -> str:
    """The secretariat of the contest."""
    return roles.CONTEST_SECRETARY


PARTIES: dict[str, Any] = {
    "received_at": received_at, "may_appeal": may_appeal, "appellant": appellant, "respondent": respondent, "paper": papers.letter_of,
}  # fmt: skip
