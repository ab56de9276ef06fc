"""Stimuli as badges of an organisation: given by a fact and gone with it; they change no expert's score (programme 8.2)."""

from django.utils import timezone

from library.models import Card
from negotiations.models import Contribution
from protocol.models import Signatory
from quality_mark.models import QualityMark

STIMULUS = "stimulus"


def _has(basis: str, organization: int) -> bool:
    """Does the fact stand that the stimulus is given for?"""
    if basis == "mark":
        return QualityMark.objects.filter(organization=organization, status__in=QualityMark.IN_FORCE).exists()
    if basis == "protocol":
        return Signatory.objects.counted().filter(organization=organization).exists()
    gifts = Contribution.objects.filter(party__organization=organization, status=Contribution.Status.DELIVERED)
    return basis == "contribution" and gifts.exists()


def badges(organization: int) -> list[Card]:
    """Stimuli in force today whose ground the organisation has."""
    today = timezone.localdate().isoformat()
    cards = Card.objects.filter(kind__code=STIMULUS, status=Card.Status.IN_FORCE).select_related("current")
    living = [card for card in cards if card.current and card.current.payload.get("until", today) >= today]
    bases = {str(card.current.payload.get("basis", "")) for card in living if card.current}
    held = {basis for basis in bases if _has(basis, organization)}
    return [card for card in living if card.current and card.current.payload.get("basis") in held]
