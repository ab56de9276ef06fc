"""How negotiations are opened and who leads them: PP-11, PP-15, NG-01, NG-02, NG-31."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils import timezone

from casework import deadlines, door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify, tell
from journal.record import move, record
from negotiations.agreements import actions as agreements
from negotiations.applications.actions import require_signer
from negotiations.contributions import package
from negotiations.moderation.actions import appoint_moderator, check_moderator
from negotiations.parties.models import NegotiationParty
from negotiations.parties.positions import PartyConsent
from negotiations.proposals.models import Proposal
from negotiations.rounds.booking import Booking
from negotiations.talks import papers
from negotiations.talks.models import Negotiation
from negotiations.talks.suspensions import Suspension
from programme.models import Regulation

Status = Negotiation.Status
NUMBERING = 3121  # the advisory lock under which a case takes its number


def choose_route(proposal: Proposal, *, by: Any, way: str, moderator: Any = None, reasons: str = "") -> None:
    """PP-11: open negotiations; or propose to the chair to send the proposal straight to expertise (PP-12)."""
    if way == "expertise":
        if not may_skip(proposal):
            raise Refused(
                "Без переговоров можно направить только отраслевое предложение, и только если председатель не отказал."
            )
        record(proposal, "propose_expertise", "Секретариат предложил экспертизу без переговоров", by=by, ground=reasons)
        return
    check_moderator(moderator, [proposal.organization])
    move(proposal.open_negotiations, "Открыты переговоры о вкладах", by=by)
    open_case(proposal, by, moderator)


def may_skip(proposal: Proposal) -> bool:
    """May negotiations be left out: a sectoral proposal, and the chair has not said otherwise (PP-12)."""
    return proposal.level == "sectoral" and not proposal.must_negotiate


def open_case(proposal: Proposal, by: Any, moderator: Any = None) -> Negotiation:
    """NG-01: a case with its number and its term; the flow that leads it begins with the moderator's word or with their appointment."""
    year = workdays.local_date().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
    last = Negotiation.objects.filter(year=year).aggregate(last=Max("n"))["last"] or 0
    case = Negotiation.objects.create(
        proposal=proposal, platform=proposal.platform, year=year, n=last + 1, opened_by=by, ends_on=Negotiation.last_day(Regulation.in_force()),
    )  # fmt: skip
    record(case, "open", f"Открыто переговорное дело № {case.number}", by=by, after=case.status)
    if moderator:
        appoint_moderator(case, by=by, moderator=moderator)
    door.open_case(case, by)
    return case


def propose_parties(case: Negotiation, *, by: Any, organizations: Any) -> None:
    """NG-03: the initiator says whom to ask; the moderator decides and invites."""
    case = Negotiation.objects.held(case.pk)
    if case.status not in (Status.INITIATED, Status.INVITING):
        raise Refused("Состав сторон уже утверждён.")
    for organization in organizations:
        NegotiationParty.objects.get_or_create(
            case=case,
            organization=organization,
            defaults={"sector": organization.sector, "status": NegotiationParty.Status.PROPOSED, "invited_by": by},
        )
    names = ", ".join(organization.short_name for organization in organizations)
    record(case, "propose_parties", f"Инициатор предлагает пригласить: {names}", by=by)
    if case.moderator:
        tell(
            case.moderator,
            f"negotiation:{case.pk}:proposed:{timezone.now().isoformat()}",
            "Инициатор предлагает стороны",
            names,
            case.get_absolute_url(),
        )


def cancel_negotiations(case: Negotiation, *, by: Any, ground: str) -> None:
    """NG-31: the initiator takes the request back while the parties are being asked. Under the lock of its case."""
    require_signer(case.proposal, by)
    case = Negotiation.objects.held(case.pk)
    case.end_ground, case.ended_at = ground, timezone.now()
    move(case.cancel, "Переговоры отменены инициатором", by=by, ground=ground)
    door.close_case(case.process)
    door.wake(case)


TOTAL = "negotiation.total"
TEXT = (Status.DRAFTING, Status.COORDINATION, Status.DISAGREEMENT, Status.SIGNING)


def close(case: Negotiation, transition: Callable[..., Any], ground: str, *, by: Any = None) -> None:
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


def close_without_agreement(case: Negotiation, *, by: Any, ground: str) -> None:
    """NG-24: an essential party says no while the text is agreed or signed; a number waiting for signatures becomes void."""
    if case.status not in TEXT:
        raise Refused(
            "Здесь дело закрывают, пока согласуется или подписывается текст. Между раундами это решает модератор в своей задаче."
        )
    agreements.drop(case, ground)
    case = Negotiation.objects.held(case.pk)
    close(case, case.fail, ground, by=by)


def close_by_term(case: Negotiation) -> None:
    """NG-24: forty working days, and the extension if there was one, have passed."""
    agreements.drop(case, "истёк срок переговоров")
    case = Negotiation.objects.held(case.pk)
    if not case.is_over:
        close(case, case.fail, f"Срок переговоров истёк {case.ends_on:%d.%m.%Y}, соглашение не достигнуто.")


def abandon(case: Negotiation, ground: str) -> None:
    """The proposal is taken back: its negotiations end with it, whatever stage they have reached."""
    if case.status == Status.SUSPENDED:
        stop = case.suspensions.get(ended_at=None)
        resume(stop, by=None)
        door.close_case(stop.process)
        case = Negotiation.objects.get(pk=case.pk)
    agreements.drop(case, ground)
    case = Negotiation.objects.held(case.pk)
    if case.status in (Status.INITIATED, Status.INVITING):
        case.end_ground, case.ended_at = ground, timezone.now()
        move(case.cancel, "Переговоры отменены", ground=ground)
    else:
        close(case, case.fail, ground)
    door.close_case(case.process)


def decide(case: Negotiation, *, by: Any, outcome: str, ground: str = "") -> None:
    """Between rounds: one more round, or to the text of the agreement (NG-15), or to the end (NG-24)."""
    case = Negotiation.objects.held(case.pk)
    if outcome == "text":
        if lacking := package.of(case).lacks:
            raise Refused(f"К тексту переходить рано: {'; '.join(lacking)}.")
        move(case.start_drafting, "Вклады согласованы, готовится соглашение", by=by)
    elif outcome == "close":
        close(case, case.fail, ground, by=by)
    else:
        record(case, "next_round", "Нужен ещё один раунд", by=by)


def extend(case: Negotiation, *, by: Any, until: date) -> None:
    """Once, for not more than twenty working days, when every essential party agrees."""
    case = Negotiation.objects.held(case.pk)
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


def require_consent(case: Negotiation, matter: str) -> None:
    """Every essential party must have agreed in its own cabinet."""
    if missing := PartyConsent.missing(case, matter):
        names = ", ".join(party.organization.short_name for party in missing)
        raise Refused(f"Нужно согласие всех обязательных сторон. Ещё не согласились: {names}.")


def _clock(case: Negotiation) -> Any:
    return Waiting.objects.open().filter(process_id=case.process.pk, deadline=TOTAL)


def suspend(case: Negotiation, *, by: Any, ground: str, reasons: str, until: date) -> None:
    """NG-26: the parties agree or there is a complaint; no clock of the case runs meanwhile."""
    case = Negotiation.objects.held(case.pk)
    if case.status not in Negotiation.MAY_PAUSE:
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
    door.open_case(stop, by)
    _tell_parties(case, f"suspension:{stop.pk}", f"Переговоры приостановлены до {until:%d.%m.%Y}")


def _all_waiting(case: Negotiation) -> Any:
    """Everything the case waits for, at the table and in its agreement."""
    return Waiting.objects.open().filter(process_id__in=[case.process.pk, *agreements.processes(case)])


def resume(stop: Suspension, *, by: Any) -> None:
    """NG-27: back to where it stood; the clocks run on with the days that were left."""
    case = Negotiation.objects.held(stop.case_id)
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


def _tell_parties(case: Negotiation, event: str, title: str) -> None:
    for party in case.sides():
        notify(party.member_key, event, title, f"«{case.proposal.title}».", case.get_absolute_url())
