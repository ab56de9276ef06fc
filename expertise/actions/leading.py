"""Another leading expert, when the one the meeting has chosen cannot approve and sign the conclusion."""

from typing import Any

from casework.door import Refused
from expertise.models import ExpertAssignment, Expertise
from journal.record import record


def _others(expertise: Expertise) -> Any:
    rows = ExpertAssignment.objects.counted().filter(
        expertise=expertise, expert__track="professional", expert__person__is_active=True
    )
    return rows.exclude(pk=expertise.leading_id).select_related("expert__person").order_by("number")


def other_leading(expertise: Expertise) -> list[Any]:
    """The people of the group whose sheets count, without whoever leads it."""
    return [assignment.expert.person for assignment in _others(expertise)]


def replace_leading(expertise: Expertise, *, by: Any, ground: str, person: Any) -> None:
    """The coordinator chooses another expert of the group; what the group has scored stays as it is."""
    chosen = _others(expertise).filter(expert__person=person).first()
    if chosen is None:
        raise Refused("Ведущим становится профессиональный эксперт этой группы, чей лист принят.")
    expertise.leading = chosen
    expertise.save(update_fields=["leading"])
    record(expertise, "replace_leading", "Ведущий эксперт заменён другим экспертом группы", by=by, ground=ground)
