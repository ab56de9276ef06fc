"""How negotiations end or stand still: NG-15, NG-24…NG-27, the extension."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils import timezone

from casework import deadlines, door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify
from journal.record import move, record
from negotiations import package, papers
from negotiations.actions import agreements
from negotiations.models import Booking, NegotiationCase, PartyConsent, Suspension

Status = NegotiationCase.Status
TOTAL = "negotiation.total"
TEXT = (Status.DRAFTING, Status.COORDINATION, Status.DISAGREEMENT, Status.SIGNING)


def close(case: NegotiationCase, transition: Callable[..., Any], ground: str, *, by: Any = None) -> None:
    """End a case without an agreement: the moderator's conclusion, everybody told, nothing booked any more."""
    case.end_ground, case.ended_at = ground, timezone.now()
    if round := case.round:
        round.called_off_at = timezone.now()
        round.save(update_fields=["called_off_at"])
        Booking.objects.in_force().filter(round=round).update(cancelled_at=timezone.now())
    case.conclusion = papers.conclusion(case, ground)
    move(transition, "Переговоры закрыты без соглашения", by=by, ground=ground)
    for key in papers.readers(case):
        if key.startswith("member:"):
            title, text = "Переговоры закрыты без соглашения", f"«{case.proposal.title}». {ground}"
            notify(key, f"negotiation:{case.pk}:failed", title, text, case.get_absolute_url())
    door.wake(case)


def close_without_agreement(case: NegotiationCase, *, by: Any, ground: str) -> None:
    """NG-24: an essential party says no while the text is agreed or signed; a number waiting for signatures becomes void."""
    if case.status not in TEXT:
        raise Refused(
            "Здесь дело закрывают, пока согласуется или подписывается текст. Между раундами это решает модератор в своей задаче."
        )
    agreements.drop(case, ground)
    case = NegotiationCase.objects.held(case.pk)
    close(case, case.fail, ground, by=by)


def close_by_term(case: NegotiationCase) -> None:
    """NG-24: forty working days, and the extension if there was one, have passed."""
    agreements.drop(case, "истёк срок переговоров")
    case = NegotiationCase.objects.held(case.pk)
    if not case.is_over:
        close(case, case.fail, f"Срок переговоров истёк {case.ends_on:%d.%m.%Y}, соглашение не достигнуто.")


def abandon(case: NegotiationCase, ground: str) -> None:
    """The proposal is taken back: its negotiations end with it, whatever stage they have reached."""
    if case.status == Status.SUSPENDED:
        stop = case.suspensions.get(ended_at=None)
        resume(stop, by=None)
        door.close_case(stop.process)
        case = NegotiationCase.objects.get(pk=case.pk)
    agreements.drop(case, ground)
    case = NegotiationCase.objects.held(case.pk)
    if case.status in (Status.INITIATED, Status.INVITING):
        case.end_ground, case.ended_at = ground, timezone.now()
        move(case.cancel, "Переговоры отменены", ground=ground)
    else:
        close(case, case.fail, ground)
    door.close_case(case.process)


def decide(case: NegotiationCase, *, by: Any, outcome: str, ground: str = "") -> None:
    """Between rounds: one more round, or to the text of the agreement (NG-15), or to the end (NG-24)."""
    case = NegotiationCase.objects.held(case.pk)
    if outcome == "text":
        if lacking := package.of(case).lacks:
            raise Refused(f"К тексту переходить рано: {'; '.join(lacking)}.")
        move(case.start_drafting, "Вклады согласованы, готовится соглашение", by=by)
    elif outcome == "close":
        close(case, case.fail, ground, by=by)
    else:
        record(case, "next_round", "Нужен ещё один раунд", by=by)


def extend(case: NegotiationCase, *, by: Any, until: date) -> None:
    """Once, for not more than twenty working days, when every essential party agrees."""
    case = NegotiationCase.objects.held(case.pk)
    if case.is_over or case.status == Status.SUSPENDED:
        raise Refused("Продлить можно только идущие переговоры.")
    if case.extensions >= case.rule("extensions_max"):
        raise Refused("Переговоры уже продлевали: продлить можно один раз.")
    require_consent(case, PartyConsent.Matter.EXTENSION)
    last = workdays.add(case.ends_on, case.process.term("negotiation.extension").days)
    if not case.ends_on < until <= last:
        raise Refused(f"Продлить можно не дольше чем до {last:%d.%m.%Y}.")
    case.ends_on, case.extensions = until, case.extensions + 1
    case.save()
    PartyConsent.use(case, PartyConsent.Matter.EXTENSION)
    for waiting in _clock(case):
        case.process.negotiation = case
        deadlines.follow(waiting, case.process.term(TOTAL))
    record(case, "extend", f"Переговоры продлены до {until:%d.%m.%Y}", by=by, ground="согласие обязательных сторон")


def require_consent(case: NegotiationCase, matter: str) -> None:
    """Every essential party must have agreed in its own cabinet."""
    if missing := PartyConsent.missing(case, matter):
        names = ", ".join(party.organization.short_name for party in missing)
        raise Refused(f"Нужно согласие всех обязательных сторон. Ещё не согласились: {names}.")


def _clock(case: NegotiationCase) -> Any:
    return Waiting.objects.open().filter(process_id=case.process.pk, deadline=TOTAL)


def suspend(case: NegotiationCase, *, by: Any, ground: str, reasons: str, until: date) -> None:
    """NG-26: the parties agree or there is a complaint; no clock of the case runs meanwhile."""
    from negotiations.flows import SuspensionFlow  # flows import actions

    case = NegotiationCase.objects.held(case.pk)
    if case.status not in NegotiationCase.MAY_PAUSE:
        raise Refused("Сейчас переговоры приостановить нельзя.")
    last = workdays.add(workdays.local_date(), case.process.term("negotiation.suspension").days)
    if not workdays.local_date() < until <= last:
        raise Refused(f"Приостановить можно не дольше чем до {last:%d.%m.%Y}.")
    if ground == Suspension.Ground.CONSENT:
        require_consent(case, PartyConsent.Matter.SUSPENSION)
        PartyConsent.use(case, PartyConsent.Matter.SUSPENSION)
    stop = Suspension.objects.create(case=case, ground=ground, reasons=reasons, until=until)
    stop.order = papers.suspension(stop, by)
    stop.save(update_fields=["order"])
    case.suspended_until = until
    move(
        case.suspend,
        f"Переговоры приостановлены до {until:%d.%m.%Y}: {stop.get_ground_display()}",
        by=by,
        ground=reasons,
    )
    for waiting in _all_waiting(case).filter(paused_at=None).exclude(due_at=None):
        deadlines.pause(waiting)
    door.open_case(SuspensionFlow.begin, stop, by)
    _tell_parties(case, f"suspension:{stop.pk}", f"Переговоры приостановлены до {until:%d.%m.%Y}")


def _all_waiting(case: NegotiationCase) -> Any:
    """Everything the case waits for, at the table and in its agreement."""
    return Waiting.objects.open().filter(process_id__in=[case.process.pk, *agreements.processes(case)])


def resume(stop: Suspension, *, by: Any) -> None:
    """NG-27: back to where it stood; the clocks run on with the days that were left."""
    case = NegotiationCase.objects.held(stop.case_id)
    stop.ended_at = timezone.now()
    stop.save(update_fields=["ended_at"])
    for waiting in _all_waiting(case).exclude(paused_at=None):
        deadlines.resume(waiting)
        if waiting.deadline == TOTAL:
            case.ends_on = workdays.local_date(waiting.due_at)
    move(case.resume, "Переговоры возобновлены", by=by)
    _tell_parties(case, f"suspension:{stop.pk}:over", "Переговоры возобновлены")


def resume_by_term(stop: Suspension) -> None:
    """NG-27: the day has come."""
    resume(stop, by=None)


def _tell_parties(case: NegotiationCase, event: str, title: str) -> None:
    for party in case.sides():
        notify(party.member_key, event, title, f"«{case.proposal.title}».", case.get_absolute_url())
