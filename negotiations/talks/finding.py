"""Which negotiations a person may see, and how much of them."""

from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from casework import roles
from negotiations.parties.models import NegotiationParty
from programme.access import Visitor, keys_of, tied_to

if TYPE_CHECKING:
    from negotiations.talks.models import Negotiation


CASE_OFFICES = {
    roles.PLATFORM_SECRETARY,
    roles.COMMITTEE_CHAIR,
    roles.COMMITTEE_SECRETARY,
    roles.EXPERTISE_COORDINATOR,
    roles.AUDITOR,
}


class NegotiationQuerySet(models.QuerySet["Negotiation"]):
    """How negotiations are read; everybody sees that a negotiation exists, `open_to` is who reads it in full."""

    def visible_to(self, person: Visitor) -> Self:
        """That negotiations are held, about what, between whom and how they ended is public."""
        return self

    def open_to(self, person: Visitor) -> Self:
        """Whose course the person follows: the parties, the moderator, the offices, the auditor."""
        keys = set(keys_of(person))
        if not keys:
            return self.none()
        organizations = [int(key.split(":")[1]) for key in keys if key.startswith("member:")]
        follows = _at_the_table(person) | Q(proposal__organization__in=organizations)
        if CASE_OFFICES & keys:  # which open nothing of those at the table to whoever is tied to one of them
            tied = Exists(
                NegotiationParty.objects.filter(case=OuterRef("pk"), organization__in=tied_to(person)).exclude(
                    status=NegotiationParty.Status.DECLINED
                )
            )
            follows |= ~Q(proposal__organization__in=tied_to(person)) & ~Q(tied)
        return self.filter(follows)

    def followed_by(self, person: Visitor) -> Self:
        """Negotiations the person takes part in: for a party that has been asked or sits there, or as the moderator."""
        return self.filter(_at_the_table(person)) if keys_of(person) else self.none()

    def of(self, person: Visitor) -> Self:
        """The negotiations in which an organisation of the person is a party or has been asked to be one."""
        return self.filter(_sits_for(person))

    def under_way(self) -> Self:
        """Negotiations that have not ended: one a proposal, at most five a moderator."""
        return self.exclude(status__in=self.model.ENDED)

    def held(self, pk: int) -> "Negotiation":
        """The negotiation with its row locked: two flows move one negotiation, and neither may write over the other."""
        return self.select_for_update(of=("self",)).get(pk=pk)


def _sits_for(person: Visitor) -> Any:
    """Has an organisation of the person been asked, or does it sit at the table?"""
    organizations = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
    asked = [NegotiationParty.Status.INVITED, NegotiationParty.Status.ACCEPTED]
    return Exists(
        NegotiationParty.objects.filter(case=OuterRef("pk"), organization__in=organizations, status__in=asked)
    )


def _at_the_table(person: Visitor) -> Any:
    return Q(moderator=person) | Q(candidate=person) | Q(_sits_for(person))
