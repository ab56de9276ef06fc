"""From a resource that an organisation offers to one's own negotiations: the initiator proposes it as a party (NG-03)."""

from typing import Any

from django.urls import reverse

from negotiations.parties.forms import may_be_asked
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.access import Visitor, keys_of
from programme.models import Organization

OPEN = (Negotiation.Status.INITIATED, Negotiation.Status.INVITING)
MOST = 10  # negotiations of an applicant that still choose their parties


def invitations(offer: dict[str, Any], person: Visitor) -> list[tuple[str, str]]:
    """(words, address) of each negotiation of the visitor's own to which the organisation may still be called."""
    organization: Organization = offer["organization"]
    own = [int(key.partition(":")[2]) for key in keys_of(person) if key.startswith("member:")]
    if not own:
        return []
    rows = Negotiation.objects.filter(proposal__organization__in=own, status__in=OPEN).select_related("proposal")
    return [
        (
            f"Пригласить в переговоры № {row.number}",
            f"{reverse('negotiation_propose', args=[row.pk])}?organization={organization.pk}",
        )
        for row in rows[:MOST]
        if may_be_asked(row).filter(pk=organization.pk).exists() and not _is_proposed(row, organization)
    ]


def _is_proposed(negotiation: Negotiation, organization: Organization) -> bool:
    return negotiation.parties.filter(organization=organization, status=NegotiationParty.Status.PROPOSED).exists()
