"""The acts of the appeals board on a published conclusion: contested, left as it is, annulled and repeated, corrected (EX-19…EX-21, EX-24)."""

from django.db.models import Max
from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.locking import locked
from casework.notify import notify
from casework.reentering import reenter_case
from documents.models import Document
from documents.papers import actions as papers
from expertise.conclusions.models import ConclusionDraft
from expertise.conclusions.papers import HIDDEN, TEXTS, draft_snapshot
from expertise.expertises import actions as expertises
from expertise.expertises.models import Expertise
from expertise.objections.models import Objection
from expertise.panels.models import ExpertAssignment
from expertise.roles import COORDINATOR
from journal.record import move
from programme.models import Person

WARNING, ERROR = "warning", "error"


def contest(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """EX-19: the conclusion stays published, with a mark on its page."""
    with locked(expertise.case.pk):
        fresh = Expertise.objects.get(pk=expertise.pk)
        move(fresh.contest, "Заключение обжалуется", by=by, ground=ground)
        _mark(fresh, WARNING, "Заключение обжалуется", "Апелляция принята к рассмотрению.")


def let_stand(expertise: Expertise, *, by: Person | None, ground: str) -> None:
    """EX-20: refused, withdrawn, or not to be considered."""
    with locked(expertise.case.pk):
        fresh = Expertise.objects.get(pk=expertise.pk)
        move(fresh.let_stand, "Заключение оставлено в силе", by=by, ground=ground)
        _mark(fresh, WARNING, "")
    door.notify_waiters(expertise)


def annul(expertise: Expertise, *, by: Person | None, ground: str, paper: Document | None = None) -> Expertise:
    """EX-21: the conclusion is void, its number stays and says so; a new expertise is requested, by other experts. Returns it."""
    with locked(expertise.case.pk):
        old = Expertise.objects.get(pk=expertise.pk)
        reason = _by_decision("Отменено решением апелляционной комиссии", paper, ground)
        move(old.annul, "Заключение отменено, назначена повторная экспертиза", by=by, ground=ground)
        assert old.conclusion is not None, "what is appealed has been published"
        papers.annul(old.conclusion, reason=reason, by=by)
        new = expertises.repeat(old, by=by)
        title = "Заключение отменено: назначена повторная экспертиза"
        _mark(old, ERROR, title, new.number, new.get_absolute_url())
        _tell(old, "annulled", title, reason)
    door.notify_waiters(expertise)
    return new


def correct(
    expertise: Expertise, *, by: Person | None, ground: str, paper: Document | None = None, without: ExpertAssignment | None = None
) -> None:  # fmt: skip
    """EX-24: figures are reckoned once more and approved anew; a sheet may be left out (EA-12) if enough remain.

    The old paper is marked at once and is superseded when the new one is registered.
    """
    with locked(expertise.case.pk):
        fresh = Expertise.objects.get(pk=expertise.pk)
        reason = _by_decision("Исправляется по решению апелляционной комиссии", paper, ground)
        if without is not None:
            _leave_out(fresh, without, by, ground)
        fresh.corrects = fresh.conclusion
        move(fresh.reopen_approval, "Заключение исправляется без нового оценивания", by=by, ground=ground)
        if fresh.leading is None or fresh.leading.status not in ExpertAssignment.COUNTED:
            rows = ExpertAssignment.objects.counted_in(fresh)
            fresh.leading = rows.filter(expert__track="professional").first()
            fresh.save(update_fields=["leading"])
        _redraft(fresh, by)
        _mark(fresh, WARNING, "Заключение исправляется", reason)
        reenter_case(fresh.case, "corrected")
        _tell(fresh, "corrected", "Заключение исправляется по апелляции", reason)
    door.notify_waiters(expertise)


def dispensable(expertise: Expertise) -> list[ExpertAssignment]:
    """Whose sheets may be left out so that enough of their track remain."""
    rows = list(ExpertAssignment.objects.counted_in(expertise))
    tracks = [row.expert.track for row in rows]
    return [row for row in rows if tracks.count(row.expert.track) > expertise.required(row.expert.track)]


def _leave_out(expertise: Expertise, assignment: ExpertAssignment, by: Person | None, ground: str) -> None:
    if assignment.pk not in [row.pk for row in dispensable(expertise)]:
        raise Refused("Без этого листа экспертов не хватает: нужна повторная экспертиза.")
    row = ExpertAssignment.objects.get(pk=assignment.pk)
    move(row.annul, "Лист аннулирован по апелляции", by=by, ground=ground, reason=ground)
    notify(row.addressee, f"assignment:{row.pk}:annulled", "Ваш экспертный лист аннулирован по апелляции", ground)


def _redraft(expertise: Expertise, by: Person | None) -> None:
    """The last draft with the figures of today; its words go to the leading expert, who may return it (EX-16)."""
    last = expertise.drafts.latest()
    texts = {name: last.snapshot["texts"][name] for name, _ in TEXTS}
    edition = (expertise.drafts.aggregate(Max("edition"))["edition__max"] or 0) + 1
    draft = ConclusionDraft.objects.create(
        expertise=expertise, edition=edition, snapshot=draft_snapshot(expertise, texts, last.snapshot[HIDDEN]), sent_at=timezone.now(),
        sent_by=last.sent_by,
    )  # fmt: skip
    Objection.objects.create(draft=draft, kind=Objection.Kind.CORRECTED, made_at=timezone.now(), made_by=by)


def _by_decision(words: str, paper: Document | None, ground: str) -> str:
    return f"{words}{f' № {paper.number}' if paper else ''}. {ground}".strip()


def _mark(expertise: Expertise, kind: str, title: str, text: str = "", url: str = "") -> None:
    """What whoever checks the paper by its QR code reads."""
    if expertise.conclusion is not None:
        papers.annotate(expertise.conclusion, kind=kind, title=title, text=text[:400], url=url)


def _tell(expertise: Expertise, event: str, title: str, text: str) -> None:
    """Everybody concerned: the applicant, the experts whose sheets counted, the coordinator."""
    url, number = expertise.get_absolute_url(), expertise.drafts.count()
    name, words = f"expertise:{expertise.pk}:{event}:{number}", f"{expertise.object_title}. {text}"
    for addressee in (expertise.applicant_key, COORDINATOR):
        notify(addressee, name, title, words, url)
    for row in ExpertAssignment.objects.counted_in(expertise):
        notify(row.addressee, name, title, words, url)
