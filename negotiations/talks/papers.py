"""The papers of a negotiation case (domain 4.4): the order, the invitation, the composition, the notice of a round, the minutes, the conclusion."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from casework.notify import notify
from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.parties.models import NegotiationParty
from negotiations.rounds.models import Attendance, Round
from negotiations.talks.finding import CASE_OFFICES
from negotiations.talks.models import Negotiation
from negotiations.talks.suspensions import Suspension
from programme.models import Sector

COMPLAINT = (
    "На процедуру переговоров можно пожаловаться в рабочую комиссию комитета в течение 5 рабочих дней. "
    "Право на обращение по Федеральному закону № 59-ФЗ и в суд сохраняется."
)

CONFIDENTIAL = "Закрытая часть позиции видна только вашей организации и модератору и в документы не попадает."


def readers(negotiation: Negotiation) -> list[str]:
    """Who may read the papers of a case: those at the table, the moderator, the offices."""
    parties = negotiation.parties.exclude(status__in=["proposed", "declined"])
    keys = [party.member_key for party in parties]
    return [
        *keys,
        f"member:{negotiation.proposal.organization_id}",
        *filter(None, [negotiation.moderator_key]),
        *sorted(CASE_OFFICES),
    ]


def _subject(negotiation: Negotiation) -> dict[str, Any]:
    """What every paper says about its case."""
    proposal = negotiation.proposal
    return {
        "case": {
            "number": negotiation.number,
            "platform": negotiation.platform.title,
            "operator": negotiation.platform.operator.short_name,
            "proposal": proposal.title,
            "proposal_number": proposal.number,
            "applicant": proposal.organization.full_name,
            "ends_on": negotiation.ends_on,
        }
    }


def parties_of(negotiation: Negotiation) -> list[dict[str, Any]]:
    """The parties as the papers list them."""
    return [
        {
            "name": party.organization.full_name,
            "short_name": party.organization.short_name,
            "sector": Sector(party.sector).label,
            "is_essential": party.is_essential,
            "representative": party.representative.get_full_name() if party.representative else "",
        }
        for party in negotiation.sides()
    ]


def order(negotiation: Negotiation, moderator: Any, by: Any) -> Document:
    """PP-11, NG-02: the case is opened and its moderator appointed."""
    return issue(
        kind=Kind.ORDER,
        title="Об открытии переговорного дела и назначении модератора",
        snapshot={
            **_subject(negotiation),
            "moderator": moderator.get_full_name(),
            "is_resumed": negotiation.proposal.resumptions > 0,
        },
        template="negotiations/pdf/order.html",
        register="orders",
        signatories=[(by, "Секретарь площадки", 1)],
        readers=[*readers(negotiation), f"person:{moderator.pk}"],
        supersedes=negotiation.order if negotiation.order and negotiation.order.is_registered else None,
        by=by,
    )


def invitation(party: NegotiationParty, message: str, until: Any, by: Any) -> Document:
    """NG-03."""
    negotiation = party.case
    document = issue(
        kind=Kind.NOTICE,
        title="Приглашение к переговорам о встречных вкладах",
        snapshot={
            "addressee": [party.organization.full_name],
            "reference": f"по переговорному делу № {negotiation.number}",
            "lead": f"Приглашаем вашу организацию стать стороной переговоров о вкладах в проект «{negotiation.proposal.title}» "
            f"(заявка № {negotiation.proposal.number}) на площадке «{negotiation.platform.title}»."
            + (f"\n{message}" if message else ""),
            "what_to_do": "Ответьте в кабинете: примите приглашение и назовите представителя либо откажитесь. "
            f"Молчание означает отказ. {CONFIDENTIAL}",
            "until": until.isoformat(),
            "appeal": "",
            "grounds": [],
            "executor": {"name": by.short_name, "phone": by.phone},
        },
        template="documents/pdf/notice.html",
        register="notices",
        readers=[party.member_key, *filter(None, [negotiation.moderator_key]), *sorted(CASE_OFFICES)],
        by=by,
    )
    notify(
        party.member_key,
        f"negotiation:{negotiation.pk}:invited:{party.pk}:{document.pk}",
        "Вашу организацию приглашают к переговорам",
        f"«{negotiation.proposal.title}», площадка «{negotiation.platform.title}». Ответить — до {until:%d.%m.%Y}, молчание означает отказ.",
        negotiation.get_absolute_url(),
    )
    return document


def composition(negotiation: Negotiation, by: Any) -> Document:
    """NG-05: the list of parties."""
    return issue(
        kind=Kind.SHEET,
        title=f"Перечень сторон переговоров по делу № {negotiation.number}",
        snapshot={**_subject(negotiation), "parties": parties_of(negotiation), "moderator": by.get_full_name()},
        template="negotiations/pdf/composition.html",
        register="announcements",
        readers=readers(negotiation),
        by=by,
    )


def announcement(round: Round, by: Any, why: str = "") -> Document:
    """NG-09, NG-10: the notice of a round with its agenda; `why` it was put off."""
    negotiation = round.case
    moved = bool(why)
    title = f"О переносе раунда {round.number} переговоров" if moved else f"О раунде {round.number} переговоров"
    document = issue(
        kind=Kind.NOTICE,
        title=title,
        snapshot={
            **_subject(negotiation),
            "number": round.number,
            "when": moment(round.starts_at),
            "until": clock(round.ends_at),
            "format": round.get_format_display(),
            "place": round.place,
            "is_online": bool(round.link),
            "is_public": round.is_public,
            "is_short_notice": round.is_short_notice,
            "is_conciliation": round.is_conciliation,
            "agenda": _lines(round.agenda),
            "parties": parties_of(negotiation),
            "why": why,
            "executor": {"name": by.short_name, "phone": by.phone},
        },
        template="negotiations/pdf/announcement.html",
        register="announcements",
        readers=readers(negotiation),
        by=by,
    )
    for party in negotiation.sides():
        notify(
            party.member_key,
            f"round:{round.pk}:{round.starts_at.isoformat()}",
            title,
            f"{moment(round.starts_at)}, {round.get_format_display()}. «{negotiation.proposal.title}».",
            negotiation.get_absolute_url(),
        )
    return document


def minutes(round: Round, secretary: Any, contributions: list[str], by: Any) -> Document:
    """NG-13, NG-14: the minutes of a round, with the remarks of the parties."""
    negotiation = round.case
    there = list(round.present().select_related("party__representative"))
    assert round.opened_at and round.closed_at, "minutes are of a round that was held"
    return issue(
        kind=Kind.MINUTES,
        title=f"Протокол раунда {round.number} переговоров",
        snapshot={
            **_subject(negotiation),
            "number": round.number,
            "opened": moment(round.opened_at),
            "closed": clock(round.closed_at),
            "format": round.get_format_display(),
            "place": round.place,
            "is_conciliation": round.is_conciliation,
            "moderator": negotiation.moderator.get_full_name(),  # type: ignore[union-attr]
            "present": [_attended(row) for row in there],
            "absent": [
                party.organization.short_name
                for party in negotiation.sides()
                if party.pk not in {row.party_id for row in there}
            ],
            "agenda": _lines(round.agenda),
            "course": _lines(round.course),
            "results": _lines(round.results),
            "contributions": contributions,
            "remarks": [
                {"party": remark.party.organization.short_name, "text": _lines(remark.text)}
                for remark in round.remarks.select_related("party__organization").order_by("pk")
            ],
            "regulation": str(negotiation.process.regulation),
        },
        template="negotiations/pdf/minutes.html",
        register="rounds",
        number_parts={"case": negotiation.number, "round": round.number},
        date=round.day,
        signatories=[(negotiation.moderator, "Модератор", 1), (secretary, "Секретарь площадки", 1)],
        readers=readers(negotiation),
        by=by,
    )


def _attended(row: Attendance) -> dict[str, Any]:
    party = row.party
    return {
        "name": party.organization.short_name,
        "sector": Sector(party.sector).label,
        "is_essential": party.is_essential,
        "who": row.note or (party.representative.get_full_name() if party.representative else ""),
    }


def conclusion(negotiation: Negotiation, ground: str) -> Document:
    """NG-06, NG-24, NG-25: why the case was closed without an agreement."""
    return issue(
        kind=Kind.CONCLUSION,
        title="О закрытии переговорного дела без соглашения",
        snapshot={
            **_subject(negotiation),
            "ground": _lines(ground),
            "parties": parties_of(negotiation),
            "rounds": [
                {"number": round.number, "day": round.day, "minutes": round.minutes.number if round.minutes else ""}
                for round in negotiation.rounds.exclude(opened_at=None).select_related("minutes").order_by("number")
            ],
            "opened": timezone.localtime(negotiation.opened_at).date(),
            "complaint": COMPLAINT,
        },
        template="negotiations/pdf/conclusion.html",
        register="moderators",
        signatories=[(negotiation.moderator, "Модератор", 1)],
        readers=readers(negotiation),
        by=negotiation.moderator,
    )


def suspension(stop: Suspension, by: Any) -> Document:
    """NG-26."""
    return issue(
        kind=Kind.ORDER,
        title=f"О приостановке переговоров по делу № {stop.case.number}",
        snapshot={
            **_subject(stop.case),
            "ground": stop.get_ground_display(),
            "reasons": _lines(stop.reasons),
            "until": stop.until,
            "complaint": COMPLAINT,
        },
        template="negotiations/pdf/suspension.html",
        register="orders",
        signatories=[(by, "Модератор", 1)],
        readers=readers(stop.case),
        by=by,
    )


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def moment(at: datetime) -> str:
    """23.11.2026 в 14:00."""
    return f"{timezone.localtime(at):%d.%m.%Y в %H:%M}"


def clock(at: datetime) -> str:
    """14:00."""
    return f"{timezone.localtime(at):%H:%M}"
