"""From the meeting to the published conclusion (EX-12…EX-18)."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Max
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.notify import notify
from documents.papers import actions as papers
from documents.papers import issuing
from documents.registers.kinds import Kind
from expertise.conclusions import papers as conclusions_papers
from expertise.conclusions.models import (
    ConclusionDraft,
    DiscrepancyComment,
    DissentingOpinion,
    ExpertMeeting,
    Objection,
)
from expertise.expertises.finding import COORDINATOR
from expertise.expertises.models import Expertise
from expertise.panels.actions import finished, keep_in_spite, unasked
from expertise.panels.conflicts import Surroundings
from expertise.panels.models import ExpertAssignment
from expertise.scoring import formula
from expertise.scoring.assessment import assess
from journal.models import digest
from journal.record import move, record
from programme.models import Criterion, Person

TEMPLATE = "expertise/pdf/conclusion.html"

OPINION_STAGES = [
    Expertise.Status.CONSOLIDATING, Expertise.Status.DRAFT_CONCLUSION, Expertise.Status.OBJECTIONS, Expertise.Status.APPROVAL,
]  # fmt: skip


def convene(expertise: Expertise, *, by: Any, held_on: date, place: str) -> None:
    """EX-12: the experts are called together."""
    move(expertise.convene, "Созвано экспертное совещание", by=by, on=held_on, place=place)
    for assignment in _finished(expertise):
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
    by: Any,
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
    if {found.criterion for found in result.discrepancies} - {criterion.pk for criterion in comments}:
        raise Refused("Прокомментируйте каждое расхождение в шесть баллов и больше.")
    if result.is_public_range_wide and not public_note:
        raise Refused("Запишите, что совещание решило о размахе оценок общественных экспертов.")
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
    group = _finished(expertise)
    share: Fraction = expertise.regulation.value("expertise.meeting_quorum")
    tracks = {assignment.expert.track for assignment in present}
    if len(present) < share * len(group) or len(tracks) < 2:
        raise Refused(
            f"Нет кворума: нужно не меньше {share.numerator}/{share.denominator} группы и эксперты обоих треков."
        )


def _finished(expertise: Expertise) -> list[ExpertAssignment]:
    return list(
        ExpertAssignment.objects.counted()
        .filter(expertise=expertise)
        .select_related("expert__person")
        .order_by("number")
    )


def draft_conclusion(
    expertise: Expertise, *, by: Any, tie_grounds: dict[ExpertAssignment, str] | None = None, **texts: str
) -> ConclusionDraft:
    """EX-14: the draft goes to the applicant, frozen with every figure it shows.

    `tie_grounds`: why a sheet stays although a tie of its expert has surfaced since the sheets were drawn together.
    """
    for assignment, ground in (tie_grounds or {}).items():
        keep_in_spite(assignment, by=by, ground=ground)
    surroundings = Surroundings(expertise)
    if any(unasked(row, surroundings) for row in finished(expertise)):
        raise Refused("Стало известно о новой связи эксперта. Обновите страницу и решите, сохраняется ли его лист.")
    edition = (expertise.drafts.aggregate(Max("edition"))["edition__max"] or 0) + 1
    draft = ConclusionDraft.objects.create(
        expertise=expertise,
        edition=edition,
        snapshot=conclusions_papers.draft_snapshot(expertise, texts),
        sent_at=timezone.now(),
        sent_by=by,
    )
    move(
        expertise.send_draft, "Проект заключения направлен заявителю", by=by, payload={"draft": digest(draft.snapshot)}
    )
    return draft


def object_to_draft(expertise: Expertise, *, by: Any, is_agreed: bool, text: str = "") -> None:
    """EX-15: the applicant agrees or objects."""
    kind = Objection.Kind.AGREED if is_agreed else Objection.Kind.OBJECTED
    _settle(
        expertise,
        kind,
        "" if is_agreed else text,
        by,
        "Заявитель согласен с проектом" if is_agreed else "Поданы возражения на проект",
    )


def stay_silent(expertise: Expertise) -> None:
    """EX-15: five working days of silence are consent."""
    _settle(expertise, Objection.Kind.SILENT, "", None, "Возражений в срок не поступило")


def _settle(expertise: Expertise, kind: str, text: str, by: Any, title: str) -> None:
    Objection.objects.create(draft=expertise.drafts.latest(), kind=kind, text=text, made_at=timezone.now(), made_by=by)
    move(expertise.settle_objections, title, by=by)


def answer(expertise: Expertise, *, by: Any, text: str) -> None:
    """The coordinator answers the objections; the answer stands in the conclusion."""
    objection = expertise.drafts.latest().objection
    if not objection.is_unanswered:
        raise Refused("На эти возражения уже отвечено.")
    objection.answer, objection.answered_at, objection.answered_by = text, timezone.now(), by
    objection.save(update_fields=["answer", "answered_at", "answered_by"])
    record(expertise, "answer", "На возражения заявителя дан ответ", by=by)


def approve(expertise: Expertise, *, by: Any, is_approved: bool, remark: str = "") -> None:
    """EX-16, or the first half of EX-17: the paper gets its number and goes to be signed by the coordinator and the leading expert."""
    if not is_approved:
        move(expertise.return_draft, "Проект заключения возвращён на доработку", by=by, ground=remark)
        return
    assert expertise.leading
    expertise.conclusion = issuing.issue(
        kind=Kind.CONCLUSION,
        title=f"Заключение профессионально-общественной экспертизы: {expertise.object_title}"[:400],
        snapshot=conclusions_papers.final_snapshot(expertise),
        template=TEMPLATE,
        register="conclusions",
        signatories=[(_signing_coordinator(expertise), "Координатор экспертизы", 1), (by, "Ведущий эксперт", 1)],
        readers=[COORDINATOR],
        deadline=expertise.regulation.term("expertise.approval"),
        by=by,
        named=[conclusions_papers.naming(row) for row in finished(expertise)],
    )
    expertise.save(update_fields=["conclusion"])
    record(expertise, "approve", f"Заключение № {expertise.conclusion.number} направлено на подпись", by=by)


def _signing_coordinator(expertise: Expertise) -> Person:
    """Whoever wrote the draft, if they still hold the office; else the one who holds it now."""
    holders = Person.objects.holding(COORDINATOR)
    found = holders.filter(pk=expertise.drafts.latest().sent_by_id).first() or holders.order_by("pk").first()
    if found is None:
        raise Refused("Сейчас никто не назначен координатором экспертизы: подписать заключение некому.")
    return found


def conclude(expertise: Expertise) -> None:
    """EX-17 and EX-18 when both have signed; EX-16 when one has refused: then a new draft is written."""
    paper = expertise.conclusion
    assert paper
    if not paper.is_registered:
        reason = paper.annulled_reason
        move(expertise.return_draft, "Заключение не подписано и возвращено на доработку", ground=reason)
        return
    result, now = assess(expertise), timezone.now()
    move(
        expertise.conclude,
        f"Заключение № {paper.number} утверждено",
        score=result.score,
        outcome=result.outcome.value,
        at=now,
    )
    papers.publish(paper)
    move(expertise.publish, f"Заключение № {paper.number} опубликовано", at=now)
    _announce(expertise)
    door.wake(expertise)


def _announce(expertise: Expertise) -> None:
    event, title = f"expertise:{expertise.pk}:published", f"Опубликовано заключение № {expertise.conclusion.number}"  # type: ignore[union-attr]
    text = f"{expertise.object_title}. Итоговый балл {formula.written(expertise.score)}, вывод: {expertise.get_outcome_display()}."  # type: ignore[arg-type]
    notify(expertise.applicant_key, event, title, text, expertise.get_absolute_url())
    for assignment in _finished(expertise):
        notify(assignment.addressee, event, title, text, expertise.get_absolute_url())


def opine(assignment: ExpertAssignment, *, by: Any, text: str) -> None:
    """An expert attaches a dissenting opinion, as long as the conclusion has not gone to be signed (3.2)."""
    expertise = Expertise.objects.get(pk=assignment.expertise_id)
    if expertise.status not in OPINION_STAGES or (expertise.conclusion and not expertise.conclusion.is_annulled):
        raise Refused("Особое мнение подаётся после совещания и до того, как заключение ушло на подпись.")
    if DissentingOpinion.objects.filter(assignment=assignment).exists():
        raise Refused("Особое мнение уже подано.")
    DissentingOpinion.objects.create(assignment=assignment, text=text, written_at=timezone.now())
    record(assignment, "opine", "Подано особое мнение", by=by)


def may_opine(expertise: Expertise, person: Any) -> bool:
    """May this person attach an opinion now?"""
    mine = ExpertAssignment.objects.counted().filter(expertise=expertise, expert__person=person, opinion=None)
    return expertise.status in OPINION_STAGES and mine.exists()


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
