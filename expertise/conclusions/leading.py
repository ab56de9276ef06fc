"""Replacing the leading expert when the first one cannot approve."""

from django.db.models import QuerySet

from casework.door import Refused
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from journal.record import record
from programme.models import Person


def _others(expertise: Expertise) -> QuerySet[ExpertAssignment]:
    rows = ExpertAssignment.objects.counted().filter(
        expertise=expertise, expert__track="professional", expert__person__is_active=True
    )
    return rows.exclude(pk=expertise.leading_id or 0).select_related("expert__person").order_by("number")


def other_leading(expertise: Expertise) -> list[Person]:
    """The people of the group whose sheets count, without whoever leads it."""
    return [assignment.expert.person for assignment in _others(expertise)]


def replace_leading(expertise: Expertise, *, by: Person, ground: str, person: Person) -> None:
    """The coordinator chooses another expert of the group; what the group has scored stays as it is."""
    chosen = _others(expertise).filter(expert__person=person).first()
    if chosen is None:
        raise Refused("Ведущим становится профессиональный эксперт этой группы, чей лист принят.")
    expertise.leading = chosen
    expertise.save(update_fields=["leading"])
    record(expertise, "replace_leading", "Ведущий эксперт заменён другим экспертом группы", by=by, ground=ground)
