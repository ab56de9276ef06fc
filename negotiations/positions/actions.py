"""A party states its position: NG-08."""

from casework.door import Refused
from casework.notify import tell
from journal.record import move, record
from negotiations.parties.models import NegotiationParty
from negotiations.parties.speaking import require_speaker
from negotiations.positions.models import PartyPosition
from negotiations.talks.models import Negotiation
from programme.models import Person

Status = Negotiation.Status


def take_position(
    party: NegotiationParty, *, by: Person, public_part: str, interests: str, conditions: str = "", red_lines: str = ""
) -> None:
    """NG-08: what the party wants; the closed part goes to the moderator alone and into no journal."""
    require_speaker(party, by)
    negotiation = Negotiation.objects.held(party.case_id)
    if negotiation.is_over or negotiation.status == Status.SUSPENDED:
        raise Refused("Сейчас позицию подать нельзя: дело приостановлено или закончено.")
    PartyPosition.objects.create(
        party=party, public_part=public_part, interests=interests, conditions=conditions, red_lines=red_lines, by=by
    )
    title = f"Подана позиция: {party.organization.short_name}"
    if negotiation.status == Status.POSITIONS:
        move(negotiation.take_position, title, by=by)
    else:
        record(negotiation, "take_position", title, by=by)
    if negotiation.moderator:
        tell(
            negotiation.moderator,
            f"position:{party.pk}",
            title,
            negotiation.proposal.title,
            negotiation.get_absolute_url(),
        )
