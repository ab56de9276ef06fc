"""Speaking about a discrepancy, and changing a mark once (регламент 3.2 «Независимость»: only when all sheets are final)."""

from django.utils import timezone

from casework import workdays
from casework.door import Refused
from casework.notify import notify
from expertise.debate.facts import is_open
from expertise.debate.models import DebateRemark, MarkChange
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.scoring.assessment import needs_additional
from expertise.scoring.models import CriterionScore, ScoreSheet, total_of
from journal.record import record
from programme.models import Criterion, Person

LATE = "Эксперты уже не обсуждают оценки: совещание записано. Особое мнение можно приложить к заключению."


def say(
    expertise: Expertise, *, by: Person, text: str, criterion: Criterion | None, assignment: ExpertAssignment | None
) -> DebateRemark:
    """A line of a thread, under the number of the expert; by the coordinator if `assignment` is None. Raises Refused."""
    if not is_open(expertise):
        raise Refused(LATE)
    remark = DebateRemark.objects.create(
        expertise=expertise, criterion=criterion, assignment=assignment, coordinator=None if assignment else by, text=text,
        said_on=workdays.local_date(),
    )  # fmt: skip
    record(assignment or expertise, "debate", "Реплика в обсуждении расхождений", by=by)
    _tell(expertise)
    return remark


def change_mark(
    assignment: ExpertAssignment, *, by: Person, criterion: Criterion, value: int, ground: str
) -> MarkChange:
    """One mark of one's own sheet, once: a new edition of the sheet beside the former. Raises Refused."""
    expertise = assignment.expertise
    if not is_open(expertise):
        raise Refused(LATE)
    if MarkChange.objects.filter(assignment=assignment).exists():
        raise Refused("Изменить можно одну оценку и один раз: вы это уже сделали.")
    former = ScoreSheet.objects.counting().get(assignment=assignment)
    scores = list(former.scores.select_related("criterion"))
    before = next(row.value for row in scores if row.criterion_id == criterion.pk)
    if before == value:
        raise Refused("Оценка по этому критерию у вас уже такая.")
    marks = [
        (row.criterion, value, ground) if row.criterion_id == criterion.pk else (row.criterion, row.value, row.ground)
        for row in scores
    ]
    sheet = ScoreSheet.objects.create(
        assignment=assignment, edition=former.edition + 1, conclusion=former.conclusion, recommendation=former.recommendation,
        is_private=former.is_private, total=total_of(marks), submitted_at=timezone.now(),
    )  # fmt: skip
    kept = {row.criterion_id: {"is_private": row.is_private, "confidence": row.confidence} for row in scores}
    CriterionScore.objects.bulk_create(
        CriterionScore(sheet=sheet, criterion=row, value=mark, ground=words, **kept[row.pk])
        for row, mark, words in marks
    )
    if needs_additional(expertise):
        raise Refused(
            "С такой оценкой итоги разошлись бы так, что понадобился бы ещё один эксперт: скажите о ней на совещании."
        )
    change = MarkChange.objects.create(
        expertise=expertise, assignment=assignment, former=former, sheet=sheet, criterion=criterion, before=before, after=value,
        ground=ground, changed_on=workdays.local_date(),
    )  # fmt: skip
    record(assignment, "change_mark", "Эксперт изменил одну оценку после обсуждения", by=by)
    _tell(expertise)
    return change


def _tell(expertise: Expertise) -> None:
    """Everybody of the group the same, once a day, whoever has spoken: a message tells neither who nor how often."""
    event = f"expertise:{expertise.pk}:debate:{workdays.local_date():%Y%m%d}"
    rows = ExpertAssignment.objects.counted_in(expertise)
    for addressee in (COORDINATOR, *(row.addressee for row in rows)):
        notify(
            addressee,
            event,
            "Эксперты обсуждают расхождения",
            expertise.object_title,
            f"{expertise.get_absolute_url()}debate/",
        )
