"""Attaching a dissenting opinion (3.2)."""

from django.utils import timezone

from casework.door import Refused
from expertise.expertises.models import Expertise
from expertise.opinions.models import DissentingOpinion
from expertise.panels.models import ExpertAssignment
from journal.record import record
from programme.models import Person

OPINION_STAGES = [
    Expertise.Status.CONSOLIDATING, Expertise.Status.DRAFT_CONCLUSION, Expertise.Status.OBJECTIONS, Expertise.Status.APPROVAL,
]  # fmt: skip


def opine(assignment: ExpertAssignment, *, by: Person, text: str) -> None:
    """An expert attaches a dissenting opinion, as long as the conclusion has not gone to be signed (3.2)."""
    expertise = Expertise.objects.get(pk=assignment.expertise_id)
    if expertise.status not in OPINION_STAGES or (expertise.conclusion and not expertise.conclusion.is_annulled):
        raise Refused("Особое мнение подаётся после совещания и до того, как заключение ушло на подпись.")
    if DissentingOpinion.objects.filter(assignment=assignment).exists():
        raise Refused("Особое мнение уже подано.")
    DissentingOpinion.objects.create(assignment=assignment, text=text, written_at=timezone.now())
    record(assignment, "opine", "Подано особое мнение", by=by)


def may_opine(expertise: Expertise, person: Person) -> bool:
    """May this person attach an opinion now?"""
    mine = ExpertAssignment.objects.counted().filter(expertise=expertise, expert__person=person, opinion=None)
    return expertise.status in OPINION_STAGES and mine.exists()
