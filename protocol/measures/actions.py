"""What the committee does about a signatory that does not keep to the Protocol, and the way back (KS-09, KS-11)."""

from django.utils import timezone

from casework import door
from casework.door import Refused
from casework.later import later
from casework.notify import notify
from committee.agenda.actions import propose_item
from journal.record import move, record
from programme.models import Person
from protocol.complaints.models import NormComplaint
from protocol.measures.models import Measure
from protocol.measures.resolutions import RESTORATION, VERDICTS
from protocol.signatories.models import Signatory

Outcome, Status = Measure.Outcome, Signatory.Status


def propose_measure(
    *, by: Person | None, signatory: Signatory, reasons: str, complaint: NormComplaint | None = None
) -> Measure:
    """Put a signatory's participation before the committee."""
    if not signatory.is_participating:
        raise Refused("Организация не участвует в Протоколе: вопрос о мерах ставить не о ком.")
    if signatory.measures.filter(outcome=Outcome.PENDING).exists():
        raise Refused("Вопрос об этом подписанте уже в комитете.")
    name = signatory.organization.short_name
    measure = Measure.objects.create(
        signatory=signatory,
        complaint=complaint,
        reasons=reasons,
        proposed_at=timezone.now(),
        proposed_by=by,
        item=propose_item(
            title=f"Об участии организации {name} в Красноярском протоколе",
            question=reasons,
            draft_resolution=_draft(name, complaint),
            resolutions=VERDICTS if signatory.status == Status.SIGNED else VERDICTS[1:],
            about=f"организации {name} в Красноярском протоколе",
            reporter=by.short_name if by else "редактор Протокола",
            matter="protocol",
            materials=[complaint.document] if complaint and complaint.document else [],
            concerned=[signatory.member_key],
            conflicted_organizations=[signatory.organization],
            by=by,
        ),
    )
    record(signatory, "propose_measure", "Вопрос об участии внесён в комитет", by=by, ground=reasons)
    title = "Комитет рассмотрит ваше участие в Протоколе"
    notify(signatory.member_key, f"measure:{measure.pk}", title, reasons, signatory.get_absolute_url())
    return measure


def begin_measure(*, by: Person, complaint: NormComplaint, reasons: str) -> Measure:
    """Put the question upon a conclusion of the working group, and open its case."""
    measure = propose_measure(by=by, signatory=complaint.signatory, reasons=reasons, complaint=complaint)
    door.open_case(measure, by)
    return measure


def _draft(name: str, complaint: NormComplaint | None) -> str:
    if complaint and complaint.advice == NormComplaint.Advice.EXCLUDE:
        return f"Исключить {name} из числа подписантов Красноярского протокола."
    return f"Приостановить участие организации {name} в Красноярском протоколе."


def apply_measure(measure: Measure) -> None:
    """KS-09: follow the committee; a question without a verdict changes nothing."""
    item, now, signatory = measure.item, timezone.now(), _held(measure)
    verdict = item.verdict if item.is_effective else "dropped"
    if not signatory.is_participating:
        verdict = "dropped"
    if verdict == "suspend":
        move(signatory.suspend, "Комитет приостановил участие", ground=item.reasons, reason=item.reasons)
    elif verdict == "exclude":
        move(signatory.exclude, "Комитет исключил организацию", ground=item.reasons, reason=item.reasons, at=now)
    outcomes = {"suspend": Outcome.SUSPENDED, "exclude": Outcome.EXCLUDED, "keep": Outcome.KEPT}
    measure.outcome, measure.settled_at = outcomes.get(verdict, Outcome.DROPPED), now
    measure.save(update_fields=["outcome", "settled_at"])
    if not signatory.is_participating:
        let_go(signatory)
    door.notify_waiters(measure)
    door.notify_waiters(signatory.edition)
    title = f"Решение комитета об участии в Протоколе: {measure.get_outcome_display()}"
    notify(signatory.member_key, f"measure:{measure.pk}:done", title, item.reasons, signatory.get_absolute_url())


def remedy(measure: Measure, *, by: Person, text: str) -> None:
    """The suspended signatory says that the cause is removed, and the committee is asked."""
    name = measure.signatory.organization.short_name
    measure.remedy, measure.remedied_at = text, timezone.now()
    measure.restoration_item = propose_item(
        title=f"О восстановлении участия организации {name} в Красноярском протоколе",
        question=f"Участие приостановлено: {measure.signatory.reason}\nСообщение подписанта: {text}",
        draft_resolution=f"Восстановить участие организации {name}.",
        resolutions=RESTORATION,
        about=f"организации {name} в Красноярском протоколе",
        reporter=by.short_name,
        matter="protocol",
        concerned=[measure.signatory.member_key],
        conflicted_organizations=[measure.signatory.organization],
        by=by,
    )
    measure.save(update_fields=["remedy", "remedied_at", "restoration_item"])
    record(measure.signatory, "remedy", "Подписант сообщил, что причина устранена", by=by, ground=text)


def apply_restoration(measure: Measure) -> None:
    """KS-11: the committee restores the participation, or it stays suspended."""
    item, signatory = measure.restoration_item, _held(measure)
    assert item is not None, "the flow waits for an item of the committee"
    is_restored = item.is_effective and item.verdict == "restore" and signatory.status == Status.SUSPENDED
    if is_restored:
        move(signatory.restore, "Участие восстановлено", ground=item.title)
        measure.outcome = Outcome.RESTORED
        measure.save(update_fields=["outcome"])
        door.notify_waiters(signatory.edition)
    title = "Участие в Протоколе восстановлено" if is_restored else "Участие в Протоколе пока не восстановлено"
    event = f"measure:{measure.pk}:restoration:{item.pk}"
    notify(signatory.member_key, event, title, item.reasons, signatory.get_absolute_url())


def has_somebody_to_remedy(measure: Measure) -> bool:
    """Is the participation suspended by this measure, and is there a signer who can do something about it?"""
    signatory = Signatory.objects.get(pk=measure.signatory_id)
    asked = Person.objects.holding(signatory.signer_key).exists()
    return measure.outcome == Outcome.SUSPENDED and signatory.status == Status.SUSPENDED and asked


def end_remedies(measure: Measure) -> None:
    """Close the case of a measure when the signatory has left. Under the lock of the case."""
    if measure.case.finished is None and not _held(measure).is_participating:
        record(measure.signatory, "end_remedies", "Вопрос о восстановлении отпал: участие прекращено")
        door.close_case(measure.case)


def let_go(signatory: Signatory) -> None:
    """Close the open measures about an organisation that has left, each under its own lock, by the queue."""
    for pk in (
        signatory.measures.exclude(outcome=Outcome.PENDING).filter(case__finished=None).values_list("pk", flat=True)
    ):
        later("protocol.tasks.end_remedies", measure_id=pk)


def _held(measure: Measure) -> Signatory:
    """The signatory under its row lock: a withdrawal may come into effect at the same moment."""
    return Signatory.objects.select_for_update(of=("self",)).get(pk=measure.signatory_id)
