"""The experts' meeting: called, held, recorded (EX-12, EX-13)."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from expertise.expertises.models import Expertise
from expertise.meetings.models import DiscrepancyComment, ExpertMeeting
from expertise.panels.models import ExpertAssignment
from expertise.scoring.assessment import assess
from journal.models import digest
from journal.record import move
from programme.models import Criterion, Person


def convene(expertise: Expertise, *, by: Person, held_on: date, place: str) -> None:
    """EX-12: the experts are called together."""
    move(expertise.convene, "Созвано экспертное совещание", by=by, on=held_on, place=place)
    for assignment in ExpertAssignment.objects.counted_in(expertise):
        notify(
            assignment.addressee,
            f"expertise:{expertise.pk}:meeting",
            f"Экспертное совещание {held_on:%d.%m.%Y}",
            f"{expertise.object_title}. {place}",
            expertise.get_absolute_url(),
        )


def consolidate(
    expertise: Expertise,
    *,
    by: Person,
    present: Iterable[ExpertAssignment],
    leading: ExpertAssignment,
    proceedings: str,
    comments: dict[Criterion, str],
    public_note: str = "",
    residents: str = "",
) -> None:
    """EX-13: the meeting has been held with a quorum of 2/3 and both tracks; every wide discrepancy has a comment."""
    present = list(present)
    _check_quorum(expertise, present)
    result = assess(expertise)
    if {discrepancy.criterion for discrepancy in result.discrepancies} - {criterion.pk for criterion in comments}:
        raise Refused("Прокомментируйте каждое расхождение в шесть баллов и больше.")
    if result.is_public_range_wide and not public_note:
        raise Refused("Запишите, что совещание решило о размахе оценок общественных экспертов.")
    assert expertise.meeting_on is not None, "the experts have been called together"
    now = timezone.now()
    meeting = ExpertMeeting.objects.create(
        expertise=expertise, held_on=expertise.meeting_on, record=proceedings, public_note=public_note, residents=residents,
        recorded_at=now, recorded_by=by,
    )  # fmt: skip
    meeting.present.set(present)
    DiscrepancyComment.objects.bulk_create(
        DiscrepancyComment(expertise=expertise, criterion=criterion, text=text, written_at=now, written_by=by)
        for criterion, text in comments.items()
    )
    move(
        expertise.consolidate,
        "Проведено экспертное совещание",
        by=by,
        payload={"record": digest(proceedings)},
        leading=leading,
    )


def _check_quorum(expertise: Expertise, present: list[ExpertAssignment]) -> None:
    group = ExpertAssignment.objects.counted_in(expertise)
    share: Fraction = expertise.regulation.value("expertise.meeting_quorum")
    tracks = {assignment.expert.track for assignment in present}
    if len(present) < share * len(group) or len(tracks) < 2:
        raise Refused(
            f"Нет кворума: нужно не меньше {share.numerator}/{share.denominator} группы и эксперты обоих треков."
        )
