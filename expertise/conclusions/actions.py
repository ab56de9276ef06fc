"""The conclusion: its draft, its approval, its signing and publication (EX-14, EX-16…EX-18)."""

from collections.abc import Collection

from django.db.models import Max
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.formats import score as written
from casework.notify import notify
from documents.papers.actions import annotate, publish, supersede
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from expertise.conclusions import papers
from expertise.conclusions.models import ConclusionDraft
from expertise.expertises.models import Expertise
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from expertise.scoring.assessment import assess
from expertise.ties.actions import counted_assignments, keep_despite_tie, new_ties, require_decided
from expertise.ties.conflicts import ConflictChecker
from journal.models import digest
from journal.record import move, record
from programme.models import Person

TEMPLATE = "expertise/pdf/conclusion.html"


def draft_conclusion(
    expertise: Expertise,
    *,
    by: Person,
    tie_grounds: dict[ExpertAssignment, str] | None = None,
    hidden: Collection[int] = (),
    **texts: str,
) -> ConclusionDraft:
    """EX-14: the draft goes to the applicant, frozen with every figure it shows.

    `tie_grounds`: why a sheet stays although a tie of its expert has surfaced since the sheets were drawn together. `hidden`: the keys of
    marks whose grounds the applicant does not read.
    """
    require_decided(expertise)
    for assignment, ground in (tie_grounds or {}).items():
        keep_despite_tie(assignment, by=by, ground=ground)
    checker = ConflictChecker(expertise)
    if any(new_ties(row, checker) for row in counted_assignments(expertise)):
        raise Refused("Стало известно о новой связи эксперта. Обновите страницу и решите, сохраняется ли его лист.")
    edition = (expertise.drafts.aggregate(Max("edition"))["edition__max"] or 0) + 1
    draft = ConclusionDraft.objects.create(
        expertise=expertise,
        edition=edition,
        snapshot=papers.draft_snapshot(expertise, texts, hidden),
        sent_at=timezone.now(),
        sent_by=by,
    )
    move(
        expertise.send_draft, "Проект заключения направлен заявителю", by=by, payload={"draft": digest(draft.snapshot)}
    )
    return draft


def approve(expertise: Expertise, *, by: Person, is_approved: bool, remark: str = "") -> None:
    """EX-16, or the first half of EX-17: the paper gets its number and goes to be signed by the coordinator and the leading expert."""
    if not is_approved:
        move(expertise.return_draft, "Проект заключения возвращён на доработку", by=by, ground=remark)
        return
    assert expertise.leading
    require_decided(expertise)
    expertise.conclusion = issue(
        kind=Kind.CONCLUSION,
        title=f"Заключение профессионально-общественной экспертизы: {expertise.object_title}"[:400],
        snapshot=papers.final_snapshot(expertise),
        template=TEMPLATE,
        register="conclusions",
        signatories=[(_signing_coordinator(expertise), "Координатор экспертизы", 1), (by, "Ведущий эксперт", 1)],
        readers=[COORDINATOR],
        deadline=expertise.regulation.term("expertise.approval"),
        by=by,
        named=[papers.naming(row) for row in counted_assignments(expertise)],
    )
    expertise.save(update_fields=["conclusion"])
    record(expertise, "approve", f"Заключение № {expertise.conclusion.number} направлено на подпись", by=by)


def _signing_coordinator(expertise: Expertise) -> Person:
    """Whoever wrote the draft, if they still hold the office; else the one who holds it now."""
    holders = Person.objects.holding(COORDINATOR)
    coordinator = holders.filter(pk=expertise.drafts.latest().sent_by_id).first() or holders.order_by("pk").first()
    if coordinator is None:
        raise Refused("Сейчас никто не назначен координатором экспертизы: подписать заключение некому.")
    return coordinator


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
    publish(paper)
    if expertise.corrects_id:
        _stand_for(expertise)
    move(expertise.publish, f"Заключение № {paper.number} опубликовано", at=now)
    _announce(expertise)
    door.notify_waiters(expertise)


def _stand_for(expertise: Expertise) -> None:
    """EX-24: the corrected paper takes the place of the old one, whose number stays and says so."""
    old, new = expertise.corrects, expertise.conclusion
    assert old is not None and new is not None, "a correction has both"
    supersede(old, by_document=new)
    text = "По решению апелляционной комиссии заключение исправлено без нового оценивания."
    annotate(
        old,
        kind="error",
        title=f"Исправлено: действует заключение № {new.number}",
        text=text,
        url=new.get_absolute_url(),
    )
    annotate(
        new, kind="info", title=f"Исправленное заключение: вместо № {old.number}", text=text, url=old.get_absolute_url()
    )


def _announce(expertise: Expertise) -> None:
    assert expertise.conclusion is not None and expertise.score is not None, "what is announced has been published"
    event, title = f"expertise:{expertise.pk}:published", f"Опубликовано заключение № {expertise.conclusion.number}"
    text = (
        f"{expertise.object_title}. Итоговый балл {written(expertise.score)}, вывод: {expertise.get_outcome_display()}."
    )
    notify(expertise.applicant_key, event, title, text, expertise.get_absolute_url())
    for assignment in ExpertAssignment.objects.counted_in(expertise):
        notify(assignment.addressee, event, title, text, expertise.get_absolute_url())
