"""Who may speak and answer for a party."""

from casework import door
from casework.door import Refused
from negotiations.parties.models import NegotiationParty
from negotiations.talks.models import Negotiation
from programme.access import Visitor
from programme.models import Person


def require_speaker(party: NegotiationParty, by: Person) -> None:
    """Only the party's representative, or whoever signs for it, speaks at the table."""
    if not party.is_spoken_for_by(by):
        named = party.representative.short_name if party.representative else "представитель"
        raise Refused(f"От имени стороны говорит её представитель ({named}) или подписант организации.")


def spoken_parties(negotiation: Negotiation, person: Visitor) -> list[NegotiationParty]:
    """The parties at the table for which the person may speak."""
    return [party for party in negotiation.sides() if party.is_spoken_for_by(person)]


def capacity_of(parties: list[NegotiationParty], person: Visitor) -> str:
    """In what capacity the person speaks for one of the parties, as the journal will show it; empty for none."""
    keys = [key for party in parties for key in (party.signer_key, party.member_key)]
    return next((words for key in keys if (words := door.capacity_in(person, key))), "")
