"""Who may speak and answer for a party."""

from casework.door import Refused
from negotiations.parties.models import NegotiationParty
from programme.models import Person


def require_speaker(party: NegotiationParty, by: Person) -> None:
    """Only the party's representative, or whoever signs for it, speaks at the table."""
    if not party.is_spoken_for_by(by):
        named = party.representative.short_name if party.representative else "представитель"
        raise Refused(f"От имени стороны говорит её представитель ({named}) или подписант организации.")
