"""A negotiation is suspended and resumed, with all its clocks: NG-26, NG-27."""

from datetime import date
from typing import Any

from django.utils import timezone

from casework import deadlines, door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify
from journal.record import move
from negotiations.agreements import actions as agreements
from negotiations.consents.actions import require_consent
from negotiations.consents.models import PartyConsent
from negotiations.talks import papers
from negotiations.talks.cases import TOTAL
from negotiations.talks.models import Negotiation
from negotiations.talks.suspensions import Suspension
from programme.models import Person


def suspend(negotiation: Negotiation, *, by: Person, ground: str, reasons: str, until: date) -> None:
    """NG-26: the parties agree or there is a complaint; no clock of the case runs meanwhile."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if negotiation.status not in Negotiation.MAY_PAUSE:
        raise Refused("Сейчас переговоры приостановить нельзя.")
    last = workdays.add(workdays.local_date(), negotiation.process.term("negotiation.suspension").days)
    if not workdays.local_date() < until <= last:
        raise Refused(f"Приостановить можно не дольше чем до {last:%d.%m.%Y}.")
    if ground == Suspension.Ground.CONSENT:
        require_consent(negotiation, PartyConsent.Matter.SUSPENSION)
        PartyConsent.use(negotiation, PartyConsent.Matter.SUSPENSION)
    stop = Suspension.objects.create(case=negotiation, ground=ground, reasons=reasons, until=until)
    stop.order = papers.suspension(stop, by)
    stop.save(update_fields=["order"])
    negotiation.suspended_until = until
    move(
        negotiation.suspend,
        f"Переговоры приостановлены до {until:%d.%m.%Y}: {stop.get_ground_display()}",
        by=by,
        ground=reasons,
    )
    for waiting in _all_waiting(negotiation).filter(paused_at=None).exclude(due_at=None):
        deadlines.pause(waiting)
    door.open_case(stop, by)
    _tell_parties(negotiation, f"suspension:{stop.pk}", f"Переговоры приостановлены до {until:%d.%m.%Y}")


def _all_waiting(negotiation: Negotiation) -> Any:
    """Everything the negotiation waits for, at the table and in its agreement."""
    return Waiting.objects.open().filter(process_id__in=[negotiation.process.pk, *agreements.processes(negotiation)])


def resume(stop: Suspension, *, by: Person | None) -> None:
    """NG-27: back to the status it had; the terms run on with the days that were left."""
    negotiation = Negotiation.objects.held(stop.case_id)
    stop.ended_at = timezone.now()
    stop.save(update_fields=["ended_at"])
    for waiting in _all_waiting(negotiation).exclude(paused_at=None):
        deadlines.resume(waiting)
        if waiting.deadline == TOTAL:
            negotiation.ends_on = workdays.local_date(waiting.due_at)
    move(negotiation.resume, "Переговоры возобновлены", by=by)
    _tell_parties(negotiation, f"suspension:{stop.pk}:over", "Переговоры возобновлены")


def resume_by_term(stop: Suspension) -> None:
    """NG-27: the day has come."""
    resume(stop, by=None)


def _tell_parties(negotiation: Negotiation, event: str, title: str) -> None:
    for party in negotiation.sides():
        notify(party.member_key, event, title, f"«{negotiation.proposal.title}».", negotiation.get_absolute_url())
