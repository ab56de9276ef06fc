"""Which proposals a person may see, and how much of them."""

from typing import TYPE_CHECKING, Any, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q

from casework import roles
from casework.searching import TOKEN
from expertise.models import ExpertAssignment
from programme.access import Visitor, keys_of, tied_to
from programme.lists import catalogue

if TYPE_CHECKING:
    from negotiations.proposals.models import Proposal

DISTRICT_SIGNS = 7  # of a district's name, as it begins in all its forms


class ProposalQuerySet(models.QuerySet["Proposal"]):
    """How proposals are read; every page begins with `visible_to`."""

    def public(self) -> Self:
        """What everybody may see: registered and not taken back before that."""
        return self.exclude(number="")

    def published(self) -> Self:
        """Whose text everybody reads."""
        return self.filter(status__in=self.model.PUBLISHED).exclude(ended_as__in=self.model.UNPUBLISHED)

    def visible_to(self, person: Visitor) -> Self:
        """Public ones to everybody; drafts and what is not registered to the applicant only, whatever the office."""
        own = [int(key.split(":")[1]) for key in keys_of(person) if key.startswith("member:")]
        return self.filter(~Q(number="") | Q(organization__in=own))

    def open_to(self, person: Visitor) -> Self:
        """Whose full text and attachments the person may read: applicant, offices, committee, experts who have accepted, who negotiates.

        An office opens nothing of an organisation its holder is tied to.
        """
        keys = keys_of(person)
        own = [int(key.split(":")[1]) for key in keys if key.startswith("member:")]
        if not keys:
            return self.none()
        reads = Q(organization__in=own) | Exists(_expertises_of(person)) | Exists(_negotiations_of(person))
        if {roles.AUDITOR, *OFFICES} & set(keys):
            reads |= ~Q(organization__in=tied_to(person))
        return self.visible_to(person).filter(reads)


OFFICES = {
    roles.PLATFORM_SECRETARY,
    roles.EXPERTISE_COORDINATOR,
    roles.COMMITTEE_CHAIR,
    roles.COMMITTEE_SECRETARY,
    roles.COMMITTEE_MEMBER,
    roles.WORKING_COMMISSION,
}


def _expertises_of(person: Visitor) -> models.QuerySet[Any]:
    """Expertises whose materials are open to the person as an expert."""
    reading = ExpertAssignment.objects.reading(person)
    return reading.filter(expertise__examination__proposal=OuterRef("pk"))


def _negotiations_of(person: Visitor) -> models.QuerySet[Any]:
    """Negotiations about a proposal in which the person takes part."""
    talks = apps.get_model("negotiations.Negotiation")  # which points at the proposal
    return talks.objects.followed_by(person).filter(proposal=OuterRef("pk"))


def in_district(rows: "models.QuerySet[Proposal]", text: str, person: Visitor) -> Q:
    """Proposals for a district of the city that the text names and nothing else, in whatever form: «в Октябрьском районе»."""
    words = [word.lower() for word in TOKEN.findall(text) if len(word) > 3 and not word.lower().startswith("район")]
    if len(words) != 1:
        return Q()
    codes = [
        code for code, label in catalogue.every("districts") if label.lower().startswith(words[0][:DISTRICT_SIGNS])
    ]
    return Q(districts__overlap=codes) if codes else Q()
