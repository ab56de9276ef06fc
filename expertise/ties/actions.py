"""Ties of experts that surface on the way: asking the coordinator, deciding, keeping a sheet in spite of one (3.0)."""

from django.utils import timezone

from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from expertise.expertises.models import Expertise
from expertise.panels.leaving import leave_out
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.ties.conflicts import ConflictChecker, Finding
from expertise.ties.models import TieQuestion
from journal.record import move, record
from programme.models import Person


def new_ties(assignment: ExpertAssignment, checker: ConflictChecker | None = None) -> list[Finding]:
    """Ties of the expert nobody has asked about in this expertise yet."""
    asked = {source for row in assignment.tie_questions.all() for source in row.sources}
    findings = (checker or ConflictChecker(assignment.expertise)).findings(assignment.expert)
    return [finding for finding in findings if finding.is_blocking and finding.source not in asked]


def ask_about_ties(assignment: ExpertAssignment, checker: ConflictChecker | None = None) -> TieQuestion | None:
    """Put what has surfaced to the coordinator; None if there is nothing new, or a question is open already."""
    if assignment.tie_questions.open().exists():
        return None
    findings = new_ties(assignment, checker)
    if not findings:
        return None
    question = TieQuestion.objects.create(
        assignment=assignment,
        sources=[finding.source for finding in findings],
        facts="\n".join(f"{finding.text}; {finding.origin}" for finding in findings),
        raised_at=timezone.now(),
    )
    record(assignment, "ask_about_tie", "Возник вопрос о связи эксперта", ground=question.facts)
    expertise = assignment.expertise
    title = "Вопрос о связи эксперта"
    text = f"{expertise.number}, {assignment.pseudonym}. Лист сохраняется, пока вы не решите иначе."
    notify(COORDINATOR, f"assignment:{assignment.pk}:tie:{question.pk}", title, text, expertise.get_absolute_url())
    return question


def look_for_ties(expertise: Expertise) -> None:
    """Before the sheets are drawn together: has anything surfaced about anybody whose sheet counts?"""
    checker = ConflictChecker(expertise)
    for assignment in counted_assignments(expertise):
        ask_about_ties(assignment, checker)


def counted_assignments(expertise: Expertise) -> list[ExpertAssignment]:
    """Those whose sheets count, as the checks of ties need them."""
    return list(ExpertAssignment.objects.counted_in(expertise).prefetch_related("tie_questions"))


def decide_tie(assignment: ExpertAssignment, *, by: Person, is_kept: bool, ground: str) -> None:
    """The coordinator keeps the sheet, or lets the expert go: then somebody else is found (3.0 «Отвод… решает координатор»)."""
    question = assignment.tie_questions.open().first()
    if question is None:
        raise Refused("Этот вопрос уже решён.")
    _close(question, by, TieQuestion.Decision.KEPT if is_kept else TieQuestion.Decision.RECUSED, ground)
    if is_kept:
        record(assignment, "keep_sheet", "Вопрос о связи решён: лист сохранён", by=by, ground=ground)
        return
    move(
        assignment.annul,
        "Вопрос о связи решён: эксперт отведён, лист не учитывается",
        by=by,
        ground=ground,
        reason=ground,
    )
    text = f"{assignment.expertise.object_title}. {ground}"
    notify(assignment.addressee, f"assignment:{assignment.pk}:annulled", "Вас отвели в экспертизе", text)


def is_needless(question: TieQuestion) -> bool:
    """Is nothing left to decide: the expertise is over, or the sheet does not count any more?"""
    assignment = question.assignment
    return assignment.expertise.is_over or assignment.status not in ExpertAssignment.COUNTED


def decide_late(question: TieQuestion, *, by: Person, is_kept: bool, ground: str) -> None:
    """The same decision after the sheets were drawn together: a sheet that is left out takes scoring up again (EA-12, EX-25)."""
    with locked(question.assignment.expertise.case.pk):
        row = TieQuestion.objects.select_related("assignment__expertise__case", "assignment__expert").get(
            pk=question.pk
        )
        if row.decision or is_needless(row):
            raise Refused("Этот вопрос уже решён, или экспертиза завершена: здесь больше нечего решать.")
        _close(row, by, TieQuestion.Decision.KEPT if is_kept else TieQuestion.Decision.RECUSED, ground)
        if is_kept:
            record(row.assignment, "keep_sheet", "Вопрос о связи решён: лист сохранён", by=by, ground=ground)
        else:
            leave_out(row.assignment, by=by, ground=ground)


def require_decided(expertise: Expertise) -> None:
    """No draft goes out and no conclusion is approved over an open question. Raises Refused."""
    rows = TieQuestion.objects.open().filter(assignment__expertise=expertise)
    if rows.filter(assignment__status__in=ExpertAssignment.COUNTED).exists():
        raise Refused("Не решён вопрос о связи эксперта: он в ваших задачах или у координатора экспертизы.")


def keep_despite_tie(assignment: ExpertAssignment, *, by: Person, ground: str) -> None:
    """A tie that surfaced after the sheets had been drawn together: the sheet stays, with a ground that stands in the conclusion."""
    question = ask_about_ties(assignment)
    if question is not None:
        _close(question, by, TieQuestion.Decision.KEPT, ground)
        record(assignment, "keep_sheet", "Вопрос о связи решён: лист сохранён", by=by, ground=ground)


def _close(question: TieQuestion, by: Person, decision: str, ground: str) -> None:
    question.decision, question.ground, question.decided_at, question.decided_by = decision, ground, timezone.now(), by
    question.save(update_fields=["decision", "ground", "decided_at", "decided_by"])
