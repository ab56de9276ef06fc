"""The minutes and the extracts from them (domain 4.4: 1, 2) as data: snapshots made of facts."""

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from committee.agenda.lines import AgendaLine
from committee.bodies.models import BodyMember
from committee.meetings.models import Meeting
from committee.minutes.models import DissentingOpinion
from committee.voting.facts import opening_facts
from committee.voting.papers import ballot
from documents.checkpoints import papers as checkpoints
from documents.evidence.facts import KEY as FACTS
from programme.models import Person


def minutes(meeting: Meeting, secretary: Person) -> dict[str, Any]:
    """The minutes: who was there, the quorum, each item with what was heard, said, voted and resolved."""
    attended = attendance(meeting)
    lines = list(meeting.lines.exclude(outcome=AgendaLine.Outcome.EXCLUDED).select_related("item").order_by("number"))
    present = {member.pk for member, _ in attended}
    return {
        "body": meeting.body.title,
        "body_genitive": meeting.body.title_genitive,
        "act": meeting.body.act,
        "place": meeting.place,
        "form": meeting.get_form_display(),
        "is_absentee": meeting.is_absentee,
        "opened": _moment(meeting.opened_at) if meeting.is_absentee else _clock(meeting.opened_at),
        "closed": _moment(meeting.closed_at) if meeting.is_absentee else _clock(meeting.closed_at),
        "chair": person(meeting.presiding),
        "secretary": secretary.short_name,
        "present": [_attended(member, note) for member, note in attended],
        "absent": [_attended(member, "") for member in meeting.voters() if member.pk not in present],
        "invited": meeting.invited.splitlines(),
        "quorum": (meeting.quorum or {})["words"],
        "agenda": [{"number": line.number, "title": line.item.title, "reporter": line.item.reporter} for line in lines],
        "items": [item(line, by_name=True) for line in lines],
        "regulation": str(meeting.regulation),
        FACTS: [*opening_facts(meeting), *_counted(lines)],
        checkpoints.KEY: checkpoints.printed(),
    }


def _counted(lines: list[AgendaLine]) -> list[dict[str, Any]]:
    """The counts of all votes that were closed by counting, as data."""
    ballots = [row for line in lines for row in line.ballots.exclude(closed_at=None).order_by("pk")]
    return [row.facts for row in ballots if row.facts]


def attendance(meeting: Meeting) -> list[tuple[BodyMember, str]]:
    """Voting members who were there, each with when they came late or left («с 15:20», «до 16:00»); by correspondence, who voted."""
    opened_at = meeting.opened_at
    assert opened_at is not None, "a sitting has been opened before anybody attends it"
    rows = meeting.attendance.filter(at__gte=opened_at).select_related("member__person").order_by("pk")
    notes: dict[BodyMember, list[str]] = {}
    here: set[int] = set()
    for row in rows:
        if row.is_present and row.member_id not in here:
            here.add(row.member_id)
            notes.setdefault(row.member, []).extend([f"с {_clock(row.at)}"] if row.at > opened_at else [])
        elif not row.is_present and row.member_id in here:
            here.discard(row.member_id)
            notes[row.member].append(f"до {_clock(row.at)}")
    return [(member, "" if meeting.is_absentee else ", ".join(words)) for member, words in notes.items()]


def item(line: AgendaLine, *, by_name: bool) -> dict[str, Any]:
    """One item; `by_name` shows who voted how, which only the minutes do."""
    return {
        "number": line.number,
        "title": line.item.title,
        "reporter": line.item.reporter,
        "heard": line.heard.splitlines(),
        "spoke": line.spoke.splitlines(),
        "recused": [
            f"{row.member.person.short_name} — {row.ground}" for row in line.recusals.select_related("member__person")
        ],
        "ballots": [ballot(row, by_name=by_name) for row in line.ballots.exclude(closed_at=None).order_by("pk")],
        "quorum": (line.quorum or {}).get("words", []),
        "outcome": line.get_outcome_display(),
        "is_carried_over": line.outcome == AgendaLine.Outcome.NO_QUORUM,
        "is_withdrawn": line.outcome == AgendaLine.Outcome.WITHDRAWN,
        "resolved": resolved(line),
        "reasons": line.item.reasons.splitlines() if _is_settled(line) else [],
        "opinions": [{"name": row.member.person.short_name, "text": row.text.splitlines()} for row in _opinions(line)]
        if by_name
        else [],
    }


def _is_settled(line: AgendaLine) -> bool:
    return line.outcome in (AgendaLine.Outcome.DECIDED, AgendaLine.Outcome.DEFERRED)


def _opinions(line: AgendaLine) -> QuerySet[DissentingOpinion]:
    return line.opinions.select_related("member__person")


def resolved(line: AgendaLine) -> list[str]:
    """The points of what was resolved: the wording put to the vote, its conditions, the day until which it was deferred."""
    if not _is_settled(line):
        return []
    points = [point.strip() for point in line.item.resolution_text.splitlines() if point.strip()]
    points += [f"Условие: {condition.strip()}" for condition in line.item.conditions.splitlines() if condition.strip()]
    if line.item.deferred_until:
        points.append(f"Отложить рассмотрение вопроса до {line.item.deferred_until:%d.%m.%Y}.")
    return points


def quoted(title: str) -> str:
    """A title in quotation marks; its own become the inner ones."""
    return f"«{title.replace('«', '„').replace('»', '“')}»"


def person(member: BodyMember | None) -> dict[str, str]:
    """A member as papers name them."""
    return {"name": member.person.short_name, "title": member.title, "position": member.position} if member else {}


def _attended(member: BodyMember, note: str) -> dict[str, str]:
    return {**person(member), "sector": str(member.get_sector_display()), "note": note}


def _moment(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%d.%m.%Y %H:%M}" if moment else ""


def _clock(moment: datetime | None) -> str:
    return f"{timezone.localtime(moment):%H:%M}" if moment else ""


def _presence(meeting: Meeting) -> str:
    if meeting.is_absentee:
        voted, members = len(attendance(meeting)), meeting.voters().count()
        return f"Голосовали заочно до {_moment(meeting.votes_until)}: {voted} из {members} членов с правом голоса."
    facts = meeting.quorum or {}
    return f"Присутствовали: {facts['present']} из {facts['base']} членов с правом голоса. Заседание правомочно."


def extract(line: AgendaLine, secretary: Person) -> dict[str, Any]:
    """The extract of one item: no other items, no votes by name."""
    meeting, facts = line.meeting, item(line, by_name=False)
    assert meeting.minutes is not None, "an extract is made of signed minutes"
    last = facts["ballots"][-1] if facts["ballots"] else None
    return {
        "minutes": {
            "number": meeting.minutes.number,
            "date": meeting.minutes.date,
            "place": meeting.place,
            "form": meeting.get_form_display(),
        },
        "body": meeting.body.title,
        "present": _presence(meeting),
        "chair": meeting.presiding.person.short_name if meeting.presiding else "",
        "secretary": secretary.short_name,
        "item": {"number": line.number, "title": line.item.title},
        "heard": facts["heard"],
        "spoke": facts["spoke"],
        "recused": facts["recused"],
        "vote": last,
        "resolved": facts["resolved"],
        "reasons": facts["reasons"],
        FACTS: _counted([line])[-1:],
    }
