"""Whoever is silent, refuses or is recused is followed by the next who stands by, without a click (регламент 3.2 «Замена»)."""

from django.utils import timezone

from expertise.distribution.models import Pairing
from expertise.expertises.models import Expertise
from expertise.panels import selection
from expertise.register.models import Expert


def next_for_group(expertise: Expertise) -> list[Expert]:
    """Enough of those who stand by to make the group whole, called now; nobody if they are too few: then the coordinator chooses."""
    lacks = selection.missing(expertise)
    pairings = [pairing for track, count in lacks.items() if count for pairing in _able(expertise, track)[:count]]
    experts = [pairing.expert for pairing in pairings]
    if not pairings or selection.shortage(expertise, experts):
        return []
    _call(pairings)
    return experts


def next_for_track(expertise: Expertise, track: str) -> Expert | None:
    """The next of a track, called now."""
    pairings = _able(expertise, track)[:1]
    _call(pairings)
    return pairings[0].expert if pairings else None


def _able(expertise: Expertise, track: str) -> list[Pairing]:
    """Those who stand by in their order and can still be asked: conflicts and load are looked at anew."""
    rows = Pairing.objects.standing_by().filter(
        expertise=expertise, expert__track=track, distribution__sent_at__isnull=False
    )
    pairings = list(rows.select_related("expert__person"))
    if not pairings:
        return []
    free = {candidate.expert.pk for candidate in selection.candidates(expertise, track) if candidate.can_be_asked}
    return [pairing for pairing in pairings if pairing.expert_id in free]


def _call(pairings: list[Pairing]) -> None:
    for pairing in pairings:
        pairing.called_at = timezone.now()
        pairing.save(update_fields=["called_at"])
