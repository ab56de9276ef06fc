"""The letter about a withdrawal."""

from casework.roles import COMMITTEE
from documents.letters import letter
from documents.models import Document
from programme.models import Person
from protocol.departures.models import Departure
from protocol.roles import CUSTODY


def departure(departure: Departure, by: Person) -> Document:
    """KS-08: the notice of withdrawal, with the last day."""
    signatory = departure.signatory
    return letter(
        ["Подписантам Красноярского протокола", signatory.organization.full_name],
        f"О выходе организации {signatory.organization.short_name} из Красноярского протокола",
        f"{signatory.organization.short_name} {departure.announced_at:%d.%m.%Y} уведомила о выходе из Красноярского протокола "
        f"({signatory.edition}).\nПричина: {departure.reason}\n"
        f"Последний день участия — {departure.effective_on:%d.%m.%Y}. До этого дня обязательства по Протоколу сохраняются.",
        readers=[signatory.member_key, *CUSTODY, *COMMITTEE],
        by=by,
        what_to_do="Делать ничего не нужно: выход вступит в силу сам. До этого дня уведомление можно отозвать в кабинете.",
        until=departure.effective_on.isoformat(),
    )
