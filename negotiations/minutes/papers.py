"""The minutes of a round."""

from typing import Any

from documents.models import Document
from documents.papers.issuing import issue
from documents.registers.kinds import Kind
from negotiations.rounds.models import Attendance, Round
from negotiations.rounds.papers import clock, moment
from negotiations.talks.papers import about, lines, readers
from programme.models import Person, Sector


def minutes(round: Round, secretary: Person, contributions: list[str], by: Person) -> Document:
    """NG-13, NG-14: the minutes of a round, with the remarks of the parties."""
    negotiation = round.case
    attendance = list(round.present().select_related("party__representative"))
    present = {row.party_id for row in attendance}
    assert round.opened_at and round.closed_at, "minutes are of a round that was held"
    return issue(
        kind=Kind.MINUTES,
        title=f"Протокол раунда {round.number} переговоров",
        snapshot={
            **about(negotiation),
            "number": round.number,
            "opened": moment(round.opened_at),
            "closed": clock(round.closed_at),
            "format": round.get_format_display(),
            "place": round.place,
            "is_conciliation": round.is_conciliation,
            "moderator": negotiation.moderator.get_full_name(),  # type: ignore[union-attr]
            "present": [_attended(row) for row in attendance],
            "absent": [party.organization.short_name for party in negotiation.sides() if party.pk not in present],
            "agenda": lines(round.agenda),
            "course": lines(round.course),
            "results": lines(round.results),
            "contributions": contributions,
            "remarks": [
                {"party": remark.party.organization.short_name, "text": lines(remark.text)}
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
