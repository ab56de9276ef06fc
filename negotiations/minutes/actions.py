"""The minutes of a round: drafted, remarked on, signed: NG-13, NG-14."""

from casework import roles
from casework.door import Refused
from documents.models import Document
from journal.record import move, record
from negotiations.contributions import package
from negotiations.minutes import papers
from negotiations.minutes.models import RoundRemark
from negotiations.parties.speaking import require_speaker
from negotiations.rounds.models import Attendance, Round
from negotiations.talks.models import Negotiation
from programme.models import Person


def last_round(negotiation: Negotiation) -> Round:
    """The round that was held last."""
    return negotiation.rounds.filter(closed_at__isnull=False).latest("number")


def draft_minutes(negotiation: Negotiation, *, by: Person, course: str, results: str) -> None:
    """NG-13: what was discussed and agreed is written down and goes to those who were there."""
    round = last_round(negotiation)
    round.course, round.results = course, results
    round.save(update_fields=["course", "results"])
    record(negotiation, "draft_minutes", f"Составлен проект протокола раунда {round.number}", by=by)


def remark(attendance: Attendance, *, by: Person, text: str = "") -> None:
    """NG-14: a remark on the draft, or none."""
    party = attendance.party
    require_speaker(party, by)
    negotiation = Negotiation.objects.held(party.case_id)
    if not text.strip():
        record(negotiation, "remark", f"Замечаний к протоколу нет: {party.organization.short_name}", by=by)
        return
    RoundRemark.objects.create(round=attendance.round, party=party, text=text.strip(), by=by)
    move(negotiation.take_remark, f"Замечание к протоколу: {party.organization.short_name}", by=by)


def no_remark(attendance: Attendance) -> None:
    """NG-14: two working days have passed in silence."""
    party = attendance.party
    record(party.case, "no_remark", f"Замечаний к протоколу в срок нет: {party.organization.short_name}")


def sign_minutes(negotiation: Negotiation, *, by: Person, course: str, results: str) -> None:
    """NG-13: the text is settled, the remarks are attached; the moderator and the secretary sign."""
    round = last_round(negotiation)
    round.course, round.results = course, results
    round.minutes = papers.minutes(round, secretary_of(negotiation), package.in_round(round), by)
    round.save()
    record(negotiation, "sign_minutes", f"Протокол № {round.minutes.number} направлен на подпись", by=by)


def secretary_of(negotiation: Negotiation) -> Person:
    """Who signs for the secretariat: whoever opened the negotiation while in office, else another secretary."""
    office = Person.objects.holding(roles.PLATFORM_SECRETARY).exclude(pk=negotiation.moderator_id or 0)
    secretary = office.filter(pk=negotiation.opened_by_id).first() or office.order_by("pk").first()
    if secretary is None:
        raise Refused("Некому подписать протокол: в секретариате площадки никого нет.")
    return secretary


def settle_minutes(negotiation: Negotiation) -> None:
    """The minutes are signed, or refused and to be written anew."""
    minutes = last_round(negotiation).minutes
    assert isinstance(minutes, Document), "the minutes have been issued"
    word = "не подписан: номер не используется" if minutes.is_annulled else "подписан"
    record(negotiation, "settle_minutes", f"Протокол № {minutes.number} {word}", ground=minutes.annulled_reason)
