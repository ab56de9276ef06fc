"""Who may propose other words for an amendment: the members of the group, and whose own amendments to the edition were admitted."""

from dataclasses import dataclass

from programme.models import Organization, Person
from protocol.amendments.models import Amendment

NOT_ADMITTED = [Amendment.Status.SUBMITTED, Amendment.Status.INADMISSIBLE, Amendment.Status.WITHDRAWN]


@dataclass(frozen=True)
class Proposer:
    """As whom a person proposes: for an organisation, as a member of the group, or for the residents they have gathered."""

    organization: Organization | None = None
    is_of_group: bool = False

    @property
    def code(self) -> str:
        """How a form names it."""
        return f"organization-{self.organization.pk}" if self.organization else "group" if self.is_of_group else "own"

    def key_of(self, person: Person) -> str:
        """The key of whoever proposes, as a `Subamendment` has it."""
        return f"signer:{self.organization.pk}" if self.organization else f"person:{person.pk}"

    @property
    def title(self) -> str:
        """In words (Russian)."""
        if self.organization:
            return self.organization.short_name
        return "член рабочей группы" if self.is_of_group else "автор поправки группы жителей"


def proposers(amendment: Amendment, person: Person) -> list[Proposer]:
    """As whom the person may propose other words for the amendment today; empty for everybody else."""
    group, keys = amendment.edition.group, person.capacity_keys()
    authored = amendment.edition.amendments.exclude(status__in=NOT_ADMITTED).select_related("organization")
    own = [row for row in authored if row.author_key in keys]
    organizations = {row.organization.pk: row.organization for row in own if row.organization}
    rights = [Proposer(organization=organization) for organization in organizations.values()]
    if group and group.voters_on().filter(person=person).exists():
        return [Proposer(is_of_group=True), *rights]
    return [*rights, Proposer()] if any(row.organization is None for row in own) else rights
