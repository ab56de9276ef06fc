"""A negotiation is opened, led to its text, extended and closed: PP-11, PP-15, NG-01, NG-15, NG-24, NG-31."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max, QuerySet
from django.utils import timezone

from casework import deadlines, door, workdays
from casework.door import Refused
from casework.models import Waiting
from casework.notify import notify, tell
from events.rooms import actions as rooms
from journal.record import move, record
from negotiations.agreements import actions as agreements
from negotiations.applications.actions import require_signer
from negotiations.consents.actions import require_consent
from negotiations.consents.models import PartyConsent
from negotiations.contributions import package
from negotiations.moderation.actions import appoint_moderator, check_moderator
from negotiations.parties.models import NegotiationParty
from negotiations.proposals.models import Proposal
from negotiations.talks import papers
from negotiations.talks.cases import TOTAL
from negotiations.talks.models import Negotiation
from negotiations.talks.suspending import resume
from programme.models import Organization, Person, Regulation

Status = Negotiation.Status


NUMBERING = 3121  # the advisory lock under which a negotiation takes its number


def choose_route(
    proposal: Proposal, *, by: Person, way: str, moderator: Person | None = None, reasons: str = ""
) -> None:
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
    open_negotiation(proposal, by, moderator)


def may_skip(proposal: Proposal) -> bool:
    """May negotiations be left out: a sectoral proposal, and the chair has not said otherwise (PP-12)."""
    return proposal.level == "sectoral" and not proposal.must_negotiate


def open_negotiation(proposal: Proposal, by: Person, moderator: Person | None = None) -> Negotiation:
    """NG-01: a negotiation with its number and its term; the flow that leads it begins with the moderator's word or with their appointment."""
    year = workdays.local_date().year
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERING])
    last = Negotiation.objects.filter(year=year).aggregate(last=Max("n"))["last"] or 0
    negotiation = Negotiation.objects.create(
        proposal=proposal, platform=proposal.platform, year=year, n=last + 1, opened_by=by, ends_on=Negotiation.last_day(Regulation.in_force()),
    )  # fmt: skip
    record(negotiation, "open", f"Открыто переговорное дело № {negotiation.number}", by=by, after=negotiation.status)
    if moderator:
        appoint_moderator(negotiation, by=by, moderator=moderator)
    door.open_case(negotiation, by)
    return negotiation


def propose_parties(negotiation: Negotiation, *, by: Person, organizations: Iterable[Organization]) -> None:
    """NG-03: the initiator says whom to ask; the moderator decides and invites."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if negotiation.status not in (Status.INITIATED, Status.INVITING):
        raise Refused("Состав сторон уже утверждён.")
    for organization in organizations:
        NegotiationParty.objects.get_or_create(
            case=negotiation,
            organization=organization,
            defaults={"sector": organization.sector, "status": NegotiationParty.Status.PROPOSED, "invited_by": by},
        )
    names = ", ".join(organization.short_name for organization in organizations)
    record(negotiation, "propose_parties", f"Инициатор предлагает пригласить: {names}", by=by)
    if negotiation.moderator:
        tell(
            negotiation.moderator,
            f"negotiation:{negotiation.pk}:proposed:{timezone.now().isoformat()}",
            "Инициатор предлагает стороны",
            names,
            negotiation.get_absolute_url(),
        )


def cancel_negotiations(negotiation: Negotiation, *, by: Person, ground: str) -> None:
    """NG-31: the initiator takes the request back while the parties are being asked. Under the lock of its case."""
    require_signer(negotiation.proposal, by)
    negotiation = Negotiation.objects.held(negotiation.pk)
    negotiation.end_ground, negotiation.ended_at = ground, timezone.now()
    move(negotiation.cancel, "Переговоры отменены инициатором", by=by, ground=ground)
    door.close_case(negotiation.process)
    door.notify_waiters(negotiation)


def close(negotiation: Negotiation, transition: Callable[..., Any], ground: str, *, by: Person | None = None) -> None:
    """End a negotiation without an agreement: the moderator's conclusion, everybody told, nothing booked any more."""
    negotiation.end_ground, negotiation.ended_at = ground, timezone.now()
    if round := negotiation.round:
        round.called_off_at = timezone.now()
        round.save(update_fields=["called_off_at"])
        rooms.give_back(round, by=by, reason="Переговоры закончены без этого раунда.")
    negotiation.conclusion = papers.conclusion(negotiation, ground)
    move(transition, "Переговоры закрыты без соглашения", by=by, ground=ground)
    for key in papers.readers(negotiation):
        if key.startswith("member:"):
            title, text = "Переговоры закрыты без соглашения", f"«{negotiation.proposal.title}». {ground}"
            notify(key, f"negotiation:{negotiation.pk}:failed", title, text, negotiation.get_absolute_url())
    door.notify_waiters(negotiation)


def close_without_agreement(negotiation: Negotiation, *, by: Person, ground: str) -> None:
    """NG-24: an essential party says no while the text is agreed or signed; a number waiting for signatures becomes void."""
    if negotiation.status not in Negotiation.WITH_TEXT:
        raise Refused(
            "Здесь дело закрывают, пока согласуется или подписывается текст. Между раундами это решает модератор в своей задаче."
        )
    agreements.drop(negotiation, ground)
    negotiation = Negotiation.objects.held(negotiation.pk)
    close(negotiation, negotiation.fail, ground, by=by)


def close_by_term(negotiation: Negotiation) -> None:
    """NG-24: forty working days, and the extension if there was one, have passed."""
    agreements.drop(negotiation, "истёк срок переговоров")
    negotiation = Negotiation.objects.held(negotiation.pk)
    if not negotiation.is_over:
        close(
            negotiation,
            negotiation.fail,
            f"Срок переговоров истёк {negotiation.ends_on:%d.%m.%Y}, соглашение не достигнуто.",
        )


def abandon(negotiation: Negotiation, ground: str) -> None:
    """The proposal is taken back: its negotiations end with it, whatever stage they have reached."""
    if negotiation.status == Status.SUSPENDED:
        stop = negotiation.suspensions.get(ended_at=None)
        resume(stop, by=None)
        door.close_case(stop.process)
        negotiation = Negotiation.objects.get(pk=negotiation.pk)
    agreements.drop(negotiation, ground)
    negotiation = Negotiation.objects.held(negotiation.pk)
    if negotiation.status in (Status.INITIATED, Status.INVITING):
        negotiation.end_ground, negotiation.ended_at = ground, timezone.now()
        move(negotiation.cancel, "Переговоры отменены", ground=ground)
    else:
        close(negotiation, negotiation.fail, ground)
    door.close_case(negotiation.process)


def decide(negotiation: Negotiation, *, by: Person, outcome: str, ground: str = "") -> None:
    """Between rounds: one more round, or to the text of the agreement (NG-15), or to the end (NG-24)."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if outcome == "text":
        if lacking := package.of(negotiation).reasons:
            raise Refused(f"К тексту переходить рано: {'; '.join(lacking)}.")
        move(negotiation.start_drafting, "Вклады согласованы, готовится соглашение", by=by)
    elif outcome == "close":
        close(negotiation, negotiation.fail, ground, by=by)
    else:
        record(negotiation, "next_round", "Нужен ещё один раунд", by=by)


def extend(negotiation: Negotiation, *, by: Person, until: date) -> None:
    """Once, for not more than twenty working days, when every essential party agrees."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    if negotiation.is_over or negotiation.status == Status.SUSPENDED:
        raise Refused("Продлить можно только идущие переговоры.")
    if negotiation.extensions >= negotiation.rule("extensions_max"):
        raise Refused("Переговоры уже продлевали: продлить можно один раз.")
    require_consent(negotiation, PartyConsent.Matter.EXTENSION)
    last = workdays.add(negotiation.ends_on, negotiation.process.term("negotiation.extension").days)
    if not negotiation.ends_on < until <= last:
        raise Refused(f"Продлить можно не дольше чем до {last:%d.%m.%Y}.")
    negotiation.ends_on, negotiation.extensions = until, negotiation.extensions + 1
    negotiation.save()
    PartyConsent.use(negotiation, PartyConsent.Matter.EXTENSION)
    for waiting in _clock(negotiation):
        negotiation.process.negotiation = negotiation
        deadlines.follow(waiting, negotiation.process.term(TOTAL))
    record(
        negotiation, "extend", f"Переговоры продлены до {until:%d.%m.%Y}", by=by, ground="согласие обязательных сторон"
    )


def _clock(negotiation: Negotiation) -> QuerySet[Waiting]:
    return Waiting.objects.open().filter(process_id=negotiation.process.pk, deadline=TOTAL)
