"""Who acts for the board in an appeal, and who stands in (the words of the flow)."""

from collections.abc import Iterable

from viewflow.workflow.activation import Activation

from appeals.filing.board import eligible
from appeals.filing.models import Appeal
from casework import roles
from casework.door import Refused
from journal.record import record
from programme.models import Person


def appeal_of(activation: Activation) -> Appeal:
    """The appeal as it is now."""
    return Appeal.objects.get(pk=activation.process.appeal_id)


def appellant(activation: Activation) -> str:
    """Whoever appeals: for an organisation, those who work in it."""
    return appeal_of(activation).appellant_key


def reporter(activation: Activation) -> str:
    """The member who leads the appeal; the whole board while there is none who may judge."""
    appeal = appeal_of(activation)
    return f"person:{appeal.reporter_id}" if appeal.reporter_id else roles.APPEALS_MEMBER


def second_member(activation: Activation) -> str:
    """Another member than the one who has spoken already."""
    appeal = appeal_of(activation)
    others = [seat for seat in eligible(appeal) if seat.person_id not in (appeal.left_first_id, appeal.reporter_id)]
    return others[0].key if others else roles.APPEALS_MEMBER


def other_judges(appeal: Appeal) -> Iterable[Person]:
    """Members of the board who may judge, without the reporter and without whoever has given the first voice."""
    return [
        seat.person for seat in eligible(appeal) if seat.person_id not in (appeal.reporter_id, appeal.left_first_id)
    ]


def change_reporter(appeal: Appeal, *, by: Person, ground: str, person: Person) -> None:
    """Another member leads the appeal."""
    if person.pk not in {seat.person_id for seat in eligible(appeal)}:
        raise Refused("Этот человек по этой апелляции не судит.")
    appeal.reporter = person
    appeal.save(update_fields=["reporter"])
    record(appeal, "change_reporter", f"Докладчик: {person.short_name}", by=by, ground=ground)


ANOTHER_MEMBER = (
    "секретарь комитета назначит докладчиком другого члена комиссии, не связанного с делом.",
    change_reporter,
    other_judges,
)
