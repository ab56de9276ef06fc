"""Questions about ties that have surfaced: raised from the facts, decided by the coordinator."""

from typing import Any

from django.utils import timezone

from casework.door import Refused
from casework.notify import notify
from expertise.conflicts import Finding, Surroundings
from expertise.models import ExpertAssignment, Expertise, TieQuestion
from expertise.models.expertises import COORDINATOR
from journal.record import move, record


def unasked(assignment: ExpertAssignment, surroundings: Surroundings | None = None) -> list[Finding]:
    """Ties of the expert nobody has asked about in this expertise yet."""
    asked = {source for row in assignment.tie_questions.all() for source in row.sources}
    found = (surroundings or Surroundings(assignment.expertise)).findings(assignment.expert)
    return [finding for finding in found if finding.is_blocking and finding.source not in asked]


def ask_about_ties(assignment: ExpertAssignment, surroundings: Surroundings | None = None) -> TieQuestion | None:
    """Put what has surfaced to the coordinator; None if there is nothing new, or a question is open already."""
    if assignment.tie_questions.open().exists():
        return None
    found = unasked(assignment, surroundings)
    if not found:
        return None
    question = TieQuestion.objects.create(
        assignment=assignment,
        sources=[finding.source for finding in found],
        facts="\n".join(f"{finding.text}; {finding.origin}" for finding in found),
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
    surroundings = Surroundings(expertise)
    for assignment in finished(expertise):
        ask_about_ties(assignment, surroundings)


def finished(expertise: Expertise) -> list[ExpertAssignment]:
    """Those whose sheets count, as the checks of ties need them."""
    rows = ExpertAssignment.objects.counted().filter(expertise=expertise).select_related("expert__person")
    return list(rows.prefetch_related("tie_questions").order_by("number"))


def decide_tie(assignment: ExpertAssignment, *, by: Any, is_kept: bool, ground: str) -> None:
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


def keep_in_spite(assignment: ExpertAssignment, *, by: Any, ground: str) -> None:
    """A tie that surfaced after the sheets had been drawn together: the sheet stays, with a ground that stands in the conclusion."""
    question = ask_about_ties(assignment)
    if question is not None:
        _close(question, by, TieQuestion.Decision.KEPT, ground)
        record(assignment, "keep_sheet", "Вопрос о связи решён: лист сохранён", by=by, ground=ground)


def _close(question: TieQuestion, by: Any, decision: str, ground: str) -> None:
    question.decision, question.ground, question.decided_at, question.decided_by = decision, ground, timezone.now(), by
    question.save(update_fields=["decision", "ground", "decided_at", "decided_by"])
