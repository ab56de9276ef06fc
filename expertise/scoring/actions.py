"""Scoring: opening the materials, submitting a sheet, taking it back, returning or accepting it, closing (EA-05…EA-14, EX-09, EX-11, CA-10)."""

from collections.abc import Collection, Mapping, Sequence

from django.utils import timezone
from django_fsm import can_proceed

from casework import door
from casework.door import Refused
from expertise.challenges.standing import require_not_challenged
from expertise.expertises.models import Expertise
from expertise.materials import actions as materials
from expertise.panels.models import ExpertAssignment
from expertise.scoring.assessment import tally_of
from expertise.scoring.models import CriterionScore, ScoreSheet, total_of
from expertise.ties.actions import ask_about_ties
from journal.models import digest
from journal.record import move, record
from programme.models import Criterion, Person

Status = ExpertAssignment.Status


def open_materials(assignment: ExpertAssignment, *, by: Person) -> None:
    """EA-05: from here on the expert reads the full text. Whoever comes after the term stays overdue, and may still work."""
    materials.ask(assignment.expertise)
    evidence = {"materials": assignment.expertise.materials.snapshot_hash}
    if assignment.status != Status.OVERDUE:
        move(assignment.open_materials, "Материалы открыты", by=by, payload=evidence)
        return
    assignment.opened_at = timezone.now()
    assignment.save(update_fields=["opened_at"])
    record(assignment, "open_late", "Материалы открыты после срока", by=by, payload=evidence)


def score(
    assignment: ExpertAssignment,
    *,
    by: Person,
    marks: list[tuple[Criterion, int, str]],
    conclusion: str,
    recommendation: str,
    private: Collection[str] = (),
    confidence: Mapping[int, int] | None = None,
) -> ScoreSheet:
    """EA-06, or EA-10 after a return: a sheet is written once and never changed. The journal keeps its hash, not its scores.

    `private`: what stays out of the conclusion — `ground_<criterion>`, `conclusion`. `confidence`: how sure the expert is of a mark, 1…3,
    by the key of the criterion; told to whoever reads the sheet, never counted.
    A tie that has surfaced since the declaration takes nothing away from the work done: it becomes a question to the coordinator.
    """
    require_not_challenged(assignment)
    sure = dict(confidence or {})
    sheet = ScoreSheet.objects.create(
        assignment=assignment,
        edition=assignment.sheets.count() + 1,
        conclusion=conclusion,
        recommendation=recommendation,
        is_private="conclusion" in private,
        total=total_of(marks),
        submitted_at=timezone.now(),
    )
    _keep_marks(sheet, marks, private, sure)
    content = [[criterion.pk, value, ground, sure.get(criterion.pk)] for criterion, value, ground in marks] + [
        [conclusion, recommendation, sorted(private)]
    ]
    payload = {"edition": sheet.edition, "sheet": digest(content)}
    if assignment.status == Status.RETURNED:
        move(assignment.resubmit, "Сдана новая редакция экспертного листа", by=by, payload=payload)
    else:
        move(assignment.submit, "Экспертный лист сдан", by=by, payload=payload)
    ask_about_ties(assignment)
    return sheet


def _keep_marks(
    sheet: ScoreSheet, marks: list[tuple[Criterion, int, str]], private: Collection[str], sure: Mapping[int, int]
) -> None:
    CriterionScore.objects.bulk_create(
        CriterionScore(
            sheet=sheet, criterion=criterion, value=value, ground=ground, is_private=f"ground_{criterion.pk}" in private,
            confidence=sure.get(criterion.pk),
        )
        for criterion, value, ground in marks
    )  # fmt: skip


def take_back(assignment: ExpertAssignment, *, by: Person) -> None:
    """EA-14: until the coordinator has accepted the sheet its expert may change it. Call under the lock of the case.

    The term of scoring goes on with the days that were left when the sheet was submitted.
    """
    if not can_proceed(assignment.take_back):
        raise Refused("Отозвать лист уже нельзя: координатор ответил на него.")
    move(assignment.take_back, "Эксперт отозвал экспертный лист, чтобы исправить его", by=by)
    door.leave_step(assignment.expertise.case, assignment, by)


def accept_sheet(assignment: ExpertAssignment, *, by: Person, is_accepted: bool, remark: str = "") -> None:
    """EA-11 or EA-09: the coordinator looks at the form only, never at the scores."""
    if is_accepted:
        move(assignment.finalize, "Экспертный лист принят", by=by)
        return
    if not assignment.may_be_returned():
        raise Refused("Лист уже возвращался: вернуть его ещё раз нельзя.")
    move(assignment.return_sheet, "Экспертный лист возвращён по форме", by=by, ground=remark, remark=remark)


def accept_sheets(expertise: Expertise, *, by: Person, answers: Sequence[tuple[ExpertAssignment, bool, str]]) -> None:
    """EA-11 or EA-09 for several sheets of a case in one act: (assignment, is accepted, remark). Call under the lock of the case."""
    for assignment, is_accepted, remark in answers:
        door.take_step(expertise.case, "accept_sheet", by=by, item=assignment, is_accepted=is_accepted, remark=remark)


def accept_by_silence(assignment: ExpertAssignment) -> None:
    """EA-11: two working days without a remark."""
    move(assignment.finalize, "Экспертный лист принят: замечаний в срок не было")


def close_scoring(expertise: Expertise) -> None:
    """EX-09 when the group has finished, EX-11 when the additional expert has."""
    if expertise.status == Expertise.Status.EVALUATING:
        move(expertise.close_scoring, "Все экспертные листы приняты")
    else:
        move(expertise.receive_additional, "Получен лист дополнительного эксперта")


def tally_up(expertise: Expertise) -> None:
    """CA-10: the score of a contest entry. The journal keeps the hash of the reckoning, not its figures: the auditor reads the journal."""
    result = tally_of(expertise)
    move(
        expertise.tally_up,
        "Оценка заявки собрана",
        payload={"reckoning": digest(list(result.steps))},
        score=result.score,
        at=timezone.now(),
    )
    door.notify_waiters(expertise)
