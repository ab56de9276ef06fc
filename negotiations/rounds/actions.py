"""Rounds: called, put off, opened, closed: NG-09…NG-13, NG-25."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from django.utils import timezone

from casework import workdays
from casework.door import Refused
from events.models import Venue
from events.rooms import actions as rooms
from journal.record import move
from negotiations.consents.actions import require_consent
from negotiations.consents.models import PartyConsent
from negotiations.parties.models import NegotiationParty
from negotiations.rounds import papers
from negotiations.rounds.models import Attendance, Round
from negotiations.talks.actions import close
from negotiations.talks.models import Negotiation
from programme.models import Person

Status = Negotiation.Status


EARLY = timedelta(minutes=30)  # people gather a little before the hour


def schedule(
    negotiation: Negotiation, *, by: Person, starts_at: datetime, minutes: int, format: str, agenda: str,
    venue: Venue | None = None, link: str = "", is_public: bool = False, is_short_notice: bool = False,
) -> None:  # fmt: skip
    """NG-09, NG-19: call a round; the room is taken, the parties are told in time."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    ends_at = starts_at + timedelta(minutes=minutes)
    _check_notice(negotiation, starts_at, is_short_notice)
    last = negotiation.rounds.aggregate(last=Max("number"))["last"] or 0
    round = Round.objects.create(
        case=negotiation, number=last + 1, starts_at=starts_at, ends_at=ends_at, format=format, agenda=agenda, link=link,
        place=str(venue) if venue else "", is_public=is_public, is_short_notice=is_short_notice,
        is_conciliation=negotiation.status == Status.DISAGREEMENT,
    )  # fmt: skip
    _take_room(round, venue, by)
    round.announced = papers.announcement(round, by)
    round.save()
    if is_short_notice:
        PartyConsent.use(negotiation, PartyConsent.Matter.SHORT_NOTICE)
    transition = negotiation.reconcile if round.is_conciliation else negotiation.schedule
    move(transition, f"Назначен раунд {round.number}: {papers.moment(starts_at)}", by=by, ground=f"извещение № {round.announced.number}")  # fmt: skip


def _check_notice(negotiation: Negotiation, starts_at: datetime, is_short: bool) -> None:
    """Five working days ahead; two when every essential party has agreed; and within the term of the negotiation."""
    if is_short:
        require_consent(negotiation, PartyConsent.Matter.SHORT_NOTICE)
    days = negotiation.process.term(
        "negotiation.session_notice_agreed" if is_short else "negotiation.session_notice"
    ).days
    day, earliest = workdays.local_date(starts_at), workdays.add(workdays.local_date(), days)
    if day < earliest:
        way = (
            ""
            if is_short
            else " Раньше — не менее чем за 2 рабочих дня — можно, если согласны все обязательные стороны."
        )
        raise Refused(f"Стороны извещают не менее чем за {days} рабочих дней: не раньше {earliest:%d.%m.%Y}.{way}")
    if day > negotiation.ends_on:
        raise Refused(
            f"Срок переговоров — до {negotiation.ends_on:%d.%m.%Y}. Назначьте раунд раньше или продлите переговоры."
        )


def _take_room(round: Round, venue: Venue | None, by: Person) -> None:
    """BK-01: of an open round everybody reads what it is about, of a closed one that there is one."""
    if venue is None:
        return
    case = round.case
    words, url = ("Закрытый раунд переговоров", "")
    if round.is_public:
        words, url = f"Открытый раунд: {case.proposal.title}"[:300], case.get_absolute_url()
    rooms.take(
        venue, by=by, starts_at=round.starts_at, ends_at=round.ends_at, subject=round, purpose=words, url=url, is_public=True
    )  # fmt: skip


def meet(
    negotiation: Negotiation, *, by: Person, outcome: str, present: Iterable[NegotiationParty] = (), notes: dict[int, str] | None = None,
    reason: str = "", excused: Iterable[NegotiationParty] = (), why: str = "", **moved: Any,
) -> None:  # fmt: skip
    """NG-11: open the round; NG-10: put it off; NG-25: close the negotiation when an essential party stays away twice in a row."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    round = negotiation.round
    if outcome == "open":
        _open(negotiation, round, by, list(present), notes or {})
    elif outcome == "close":
        _note_absent(negotiation, round, present, excused, notes or {})
        _close_for_absence(negotiation, round, by, why)
    else:
        if reason == "absence":
            _note_absent(negotiation, round, present, excused, notes or {})
        _postpone(negotiation, round, by, reason, why, **moved)


def _open(
    negotiation: Negotiation, round: Round, by: Person, present: list[NegotiationParty], notes: dict[int, str]
) -> None:
    if timezone.now() < round.starts_at - EARLY:
        raise Refused(f"Раунд назначен на {papers.moment(round.starts_at)}: открыть его раньше нельзя.")
    there = {party.pk for party in present}
    absent = [party.organization.short_name for party in negotiation.essential() if party.pk not in there]
    if absent:
        raise Refused(f"Кворума нет: не явились обязательные стороны — {', '.join(absent)}. Перенесите раунд.")
    for party in negotiation.sides():
        Attendance.objects.create(
            round=round,
            party=party,
            called_for=round.starts_at,
            is_present=party.pk in there,
            note=notes.get(party.pk, ""),
        )
    round.opened_at = timezone.now()
    round.save(update_fields=["opened_at"])
    move(negotiation.open_session, f"Открыт раунд {round.number}: присутствуют все обязательные стороны", by=by,
         payload={"present": sorted(there), "quorum": "все обязательные стороны"})  # fmt: skip


def _note_absent(
    negotiation: Negotiation, round: Round, present: Iterable[NegotiationParty], excused: Iterable[NegotiationParty], notes: dict[int, str]
) -> None:  # fmt: skip
    there, forgiven = {party.pk for party in present}, {party.pk for party in excused}
    absent = [party for party in negotiation.sides() if party.pk not in there]
    if not any(party.is_essential for party in absent):
        raise Refused("Все обязательные стороны явились: раунд можно открыть.")
    if timezone.now() < round.starts_at:
        raise Refused(f"Раунд назначен на {papers.moment(round.starts_at)}: неявку отмечают не раньше.")
    for party in absent:
        Attendance.objects.create(
            round=round, party=party, called_for=round.starts_at, is_present=False, is_excused=party.pk in forgiven,
            note=notes.get(party.pk, ""),
        )  # fmt: skip


def _close_for_absence(negotiation: Negotiation, round: Round, by: Person, why: str) -> None:
    most = negotiation.rule("absences_max")
    away = [party.organization.short_name for party in negotiation.essential() if round.misses(party) >= most]
    if not away:
        raise Refused(
            "Закрыть дело можно, когда обязательная сторона не явилась второй раз подряд без уважительной причины."
        )
    ground = f"Обязательная сторона не явилась второй раз подряд: {', '.join(away)}."
    close(negotiation, negotiation.fail, f"{ground} {why}".strip(), by=by)


def _postpone(negotiation: Negotiation, round: Round, by: Person, reason: str, why: str, **moved: Any) -> None:
    if reason == "request":
        if round.requested >= negotiation.rule("postponements_max"):
            raise Refused("По просьбе раунд переносят не больше двух раз.")
        round.requested += 1
    is_short = bool(moved.get("is_short_notice"))
    starts_at = moved["starts_at"]
    _check_notice(negotiation, starts_at, is_short)
    if starts_at == round.starts_at:
        raise Refused("Укажите новое время раунда.")
    venue = moved.get("venue")
    rooms.give_back(round, by=by, reason="Раунд перенесён.")
    round.starts_at, round.ends_at = starts_at, starts_at + timedelta(minutes=moved["minutes"])
    round.place, round.link, round.is_short_notice = str(venue) if venue else "", moved.get("link", ""), is_short
    round.format = moved["format"]
    _take_room(round, venue, by)
    round.announced = papers.announcement(round, by, why)
    round.save()
    if is_short:
        PartyConsent.use(negotiation, PartyConsent.Matter.SHORT_NOTICE)
    move(negotiation.postpone, f"Раунд {round.number} перенесён на {papers.moment(starts_at)}", by=by, ground=why)


def close_round(negotiation: Negotiation, *, by: Person) -> None:
    """NG-13: the round ends."""
    negotiation = Negotiation.objects.held(negotiation.pk)
    round = negotiation.open_round
    round.closed_at = timezone.now()
    round.save(update_fields=["closed_at"])
    move(negotiation.close_session, f"Раунд {round.number} закрыт", by=by)
