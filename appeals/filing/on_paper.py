"""An appeal that came on paper from whoever has no account: one of the office types it with its scan, another registers it (59-ФЗ, ст. 4)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import models

from appeals.filing import actions
from appeals.filing.models import Appeal
from casework import workdays
from casework.appealing import Appealable
from casework.door import Refused
from programme.models import Organization, PaperPerson, Person


@dataclass(frozen=True)
class Party:
    """Whoever appeals on paper, as the rooms ask of a reader: may they appeal this decision?"""

    pk: int
    keys: tuple[str, ...]
    is_authenticated = True

    @classmethod
    def of(cls, organization: Organization | None, person: PaperPerson) -> "Party":
        """The organisation for which the person has signed, or the person."""
        if organization is None:
            return cls(person.person_id, (f"person:{person.person_id}",))
        return cls(0, (f"member:{organization.pk}", f"signer:{organization.pk}"))

    def capacity_keys(self) -> list[str]:
        """As of a person."""
        return list(self.keys)


def file_on_paper(
    *, by: Person, organization: Organization | None, person: PaperPerson, received_on: date, kind: Appealable, subject: models.Model,
    ground: str, text: str, evidence: UploadedFile, late_reason: str = "",
) -> Appeal:  # fmt: skip
    """AP-01 on paper; the day of receipt counts. `person` has signed it, for the organisation or for themselves. Raises Refused."""
    if received_on > workdays.local_date():
        raise Refused("День получения ещё не наступил.")
    until = actions.require_right(kind, subject, Party.of(organization, person))
    return actions.write(
        by=by, person=person.person, organization=organization, until=until, received_on=received_on, kind=kind, subject=subject,
        ground=ground, text=text, late_reason=late_reason, evidence=evidence,
    )  # fmt: skip


def appealed_by(rows: Any, party: Party) -> tuple[Appealable, Any, date] | None:
    """Among the subjects of a number the one the party may appeal now, with the last day."""
    for kind, subject in rows:
        try:
            return kind, subject, actions.require_right(kind, subject, party)
        except Refused:
            continue
    return None
