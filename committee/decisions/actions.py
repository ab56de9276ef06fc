"""Decisions: on paper, signed, in force, published, carried out (DC-02…DC-05, DC-08…DC-10, DC-12, DC-13)."""

from collections.abc import Iterable

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.locking import locked
from committee.decisions import instructions, papers
from committee.decisions.instructions import Instruction
from committee.decisions.models import Decision
from committee.decisions.waking import wake
from committee.head_acts import actions as head_acts
from committee.meetings.presiding import who_signs
from committee.recusals import closing, standing
from documents.models import Document
from documents.papers.actions import annul, note_set_aside
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from journal.record import move
from programme.models import Person


def draw_up(
    decision: Decision, *, by: Person, preamble: str, points: list[str], executors: Iterable[Instruction] = ()
) -> None:
    """DC-02: the points are worded, the paper gets the number «minutes.item-year» and goes to be signed.

    After a refusal the number stays void, so the next paper of the same item says which one it is: 7.3/2-2026.
    """
    meeting = decision.line.meeting
    assert meeting.minutes is not None and meeting.presiding is not None, "decisions follow signed minutes"
    standing.require_untied(by, [decision.item])
    signing = who_signs(meeting)
    if by.pk == signing.person_id:
        raise Refused("Решение подписывают председательствующий и секретарь: это должны быть разные люди.")
    worded = instructions.word(decision, executors)
    item = f"{decision.line.number}/{decision.attempts + 1}" if decision.attempts else str(decision.line.number)
    document = issue(
        kind=Kind.DECISION, register="decisions", number_parts={"minutes": meeting.minutes.number, "item": item}, date=meeting.day,
        title=decision.item.outcome_title, snapshot=papers.decision(decision, preamble=preamble, points=points, instructions=worded),
        template="committee/pdf/decision.html", by=by, readers=meeting.body.reader_keys(),
        closed_to=closing.keys(meeting, decision.line),
        signatories=[(signing.person, meeting.signing_title, 1), (by, "Секретарь", 1)],
        deadline=meeting.regulation.term("committee.signing"),
    )  # fmt: skip
    move(
        decision.draw_up,
        f"Оформлено решение № {document.number}",
        by=by,
        document=document,
        preamble=preamble,
        points=points,
        needs_act=decision.is_bound_to_an_act,
    )


def settle_decision(decision: Decision) -> None:
    """DC-03 when both have signed, then DC-04 or DC-05; after a refusal it is drawn up again."""
    document = decision.document
    assert document is not None, "the decision has been drawn up"
    if document.is_annulled:
        move(
            decision.draw_up_again,
            f"Решение № {document.number} не подписано: номер не используется",
            ground=document.annulled_reason,
        )
        return
    move(decision.sign, f"Решение № {document.number} подписано")
    instructions.give(decision, conditions=True)
    settle_conditions(decision)


def settle_conditions(decision: Decision) -> None:
    """PP-26: a conditional decision takes effect when its conditions are fulfilled; if one is not, it never does."""
    if unmet := instructions.unmet_conditions(decision):
        ground = f"условие не выполнено: пункт {', '.join(str(row.number) for row in unmet)}"
        instructions.drop(decision, ground=ground)
        move(decision.lose_condition, "Решение не вступило в силу", ground=ground, revoked_ground=ground)
        wake(decision)
    elif instructions.next_open(decision, is_condition=True) is None:
        _take_effect(decision)
    else:
        wake(decision)


def _take_effect(decision: Decision) -> None:
    """DC-04 or DC-05."""
    if decision.needs_act:
        head_acts.wait_for_act(decision)
    else:
        move(decision.enter_into_force, "Решение вступило в силу", at=timezone.now())
        instructions.give(decision, conditions=False)
    wake(decision)


def execute(decision: Decision, *, by: Person) -> None:
    """DC-12: all instructions are over and at least one is done; the statement says what came of each."""
    if instructions.next_open(decision) or not instructions.is_anything_done(decision):
        raise Refused("Исполненным решение отмечают, когда все поручения закончены и хотя бы одно выполнено.")
    paper = instructions.statement(decision, by)
    move(decision.execute, "Решение исполнено", by=by, ground=f"справка № {paper.number}", execution=paper)


def contest(decision: Decision, *, by: Person | None, ground: str) -> None:
    """DC-09: an appeal has been admitted; a decision that is contested already stays so."""
    decision = Decision.objects.get(pk=decision.pk)
    if decision.status != Decision.Status.APPEALED:
        move(decision.contest, "Решение обжалуется", by=by, ground=ground)


def repeal(decision: Decision, *, ground: str, changed_by: Decision) -> None:
    """DC-11: revoked by a new decision of the body; nobody carries it out. Under the lock of its case."""
    instructions.drop(decision, ground=ground)
    door.close_case(decision.case)
    move(
        decision.repeal, "Решение отменено новым решением", ground=ground, revoked_ground=ground, changed_by=changed_by
    )


def let_stand(decision: Decision, *, by: Person | None, ground: str) -> None:
    """DC-13: no appeal has changed it."""
    move(Decision.objects.get(pk=decision.pk).stand, "Решение оставлено без изменений", by=by, ground=ground)
    door.notify_waiters(decision)


def set_aside(decision: Decision, *, by: Person | None, ground: str, verdict: Document) -> None:
    """DC-10: the decision binds no more, nobody carries it out; its paper keeps its number and says so wherever it is checked."""
    with locked(decision.case.pk):
        decision = Decision.objects.get(pk=decision.pk)
        assert decision.document is not None, "what is contested is on paper"
        instructions.drop(decision, ground=ground)
        door.close_case(decision.case)
        move(decision.set_aside, "Решение отменено по апелляции", by=by, ground=ground, revoked_ground=ground)
        annul(decision.document, reason=f"Отменено: {ground}")
        note_set_aside(decision.document, ground, verdict)
        door.notify_waiters(decision)
