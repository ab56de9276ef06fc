"""Whose entry it is: an organisation's, a person's, or a team's, which a person leads (programme 8.4, `entrants`; K4)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from committee.minutes.papers import quoted
from programme.models import Organization
from quality_mark.kinds.rules import ORGANIZATION, PERSON, TEAM

TEAM_PEOPLE = "team_people"  # the place of the application with the names of a team, each on a line of its own


class Entered(models.Model):
    """Who has entered: either an organisation, or a person, alone or as the leader of a named team."""

    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+", verbose_name="участник")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="участник — человек"
    )
    team = models.CharField("команда", max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def entrant_kind(self) -> str:
        """The kind of the entrant, as the kind of the contest names it; a group without a legal person is a team too (K4)."""
        if self.organization is None:
            return TEAM if self.team else PERSON
        return TEAM if self.organization.is_unincorporated else ORGANIZATION

    @property
    def signer_key(self) -> str:
        """Who may submit and sign for the entrant."""
        return f"person:{self.person_id}" if self.organization_id is None else f"signer:{self.organization_id}"

    @property
    def member_key(self) -> str:
        """Who works on the entry."""
        return f"person:{self.person_id}" if self.organization_id is None else f"member:{self.organization_id}"

    @property
    def entrant_name(self) -> str:
        """How the entrant is called in lists; of a team its leader alone is named."""
        if self.organization is not None:
            return str(self.organization.short_name)
        return self._person_in_words()

    @property
    def entrant_full_name(self) -> str:
        """How the entrant is called in papers."""
        if self.organization is not None:
            return str(self.organization.full_name)
        return self._person_in_words()

    def _person_in_words(self) -> str:
        name = self.person.get_full_name() if self.person else ""
        return f"команда «{self.team}», руководитель {name}" if self.team else name


def shown_name(entry: Any) -> str:
    """How an entry is called where everybody reads it (Russian): by its number alone if its kind does not show who enters."""
    return f"заявка № {entry.number}" if entry.contest.rule.hides_entrants else quoted(entry.title)


def one_entrant() -> models.CheckConstraint:
    """An entry is of an organisation or of a person, who alone may lead a team."""
    return models.CheckConstraint(
        condition=Q(organization__isnull=False, person=None, team="") | Q(organization=None, person__isnull=False),
        name="entry_has_one_entrant",
    )


def interests(entries: Any) -> dict[str, Any]:
    """Whoever gains or loses by a question about entries, as a body is told of them."""
    rows = list(entries)
    return {
        "conflicted_organizations": [row.organization for row in rows if row.organization],
        "interested_people": [row.person for row in rows if row.person],
    }
