"""The letter about a withdrawal."""

from casework.roles import COMMITTEE
from documents.letters import letter
from documents.models import Document
from programme.models import Person
from programme.texts.words import parts_of
from protocol.departures.models import Departure
from protocol.roles import CUSTODY


def departure(departure: Departure, by: Person) -> Document:
    """KS-08: the notice of withdrawal, with the last day."""
    signatory = departure.signatory
    facts = {
        "организация": signatory.organization.short_name,
        "день": f"{departure.announced_at:%d.%m.%Y}",
        "редакция": signatory.edition,
        "причина": departure.reason,
        "последний день": f"{departure.effective_on:%d.%m.%Y}",
    }
    return letter(
        ["Подписантам Красноярского протокола", signatory.organization.full_name],
        f"О выходе организации {signatory.organization.short_name} из Красноярского протокола",
        **parts_of("notice.protocol_departure", facts),
        readers=[signatory.member_key, *CUSTODY, *COMMITTEE],
        by=by,
        until=departure.effective_on.isoformat(),
    )
