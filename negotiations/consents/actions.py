"""An essential party gives its consent, and acts require it."""

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from journal.record import record
from negotiations.consents.models import PartyConsent
from negotiations.parties.speaking import require_speaker
from negotiations.talks.models import Negotiation
from programme.models import Person


def require_consent(negotiation: Negotiation, matter: str) -> None:
    """Every essential party must have agreed in its own cabinet."""
    if missing := PartyConsent.missing(negotiation, matter):
        names = ", ".join(party.organization.short_name for party in missing)
        raise Refused(f"Нужно согласие всех обязательных сторон. Ещё не согласились: {names}.")


def consent(negotiation: Negotiation, *, by: Person, matter: str) -> None:
    """An essential party agrees to a short notice, an extension or a stop; each consent is good for one act."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    party = negotiation.party_of(by)
    if party is None or not party.is_essential:
        raise Refused("Согласие дают обязательные стороны переговоров.")
    require_speaker(party, by)
    if negotiation.is_over:
        raise Refused("Переговоры окончены.")
    _, is_new = PartyConsent.objects.get_or_create(party=party, matter=matter, used_at=None, defaults={"by": by})
    if not is_new:
        raise Refused("Ваша организация уже дала это согласие.")
    label = PartyConsent.Matter(matter).label
    record(negotiation, "consent", f"{party.organization.short_name}: согласие на {label}", by=by)
    if not PartyConsent.missing(negotiation, matter):
        notify(
            negotiation.moderator_key,
            f"negotiation:{negotiation.pk}:consents:{matter}:{timezone.now().isoformat()}",
            f"Согласны все обязательные стороны: {label}",
            negotiation.proposal.title,
            negotiation.get_absolute_url(),
        )
