"""What the papers of a sitting say (domain 4.4: 1, 2, 8): snapshots made of facts, nothing is written here."""

from typing import TYPE_CHECKING, Any

from committee.agenda.lines import AgendaLine
from committee.decisions.models import Decision
from committee.minutes.papers import APPEAL, ballot, item
from committee.voting import counting

if TYPE_CHECKING:
    pass


def extract(line: AgendaLine, secretary: Any) -> dict[str, Any]:
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
        "present": "Присутствовали: {present} из {base} членов с правом голоса. Заседание правомочно.".format(
            **(meeting.quorum or {})
        ),
        "chair": meeting.presiding.person.short_name if meeting.presiding else "",
        "secretary": secretary.short_name,
        "item": {"number": line.number, "title": line.item.title},
        "heard": facts["heard"],
        "spoke": facts["spoke"],
        "recused": facts["recused"],
        "vote": {**last, "method": "открытое голосование"} if last else None,
        "resolved": facts["resolved"],
        "reasons": facts["reasons"],
    }


def decision(one: Decision, *, preamble: str, points: list[str]) -> dict[str, Any]:
    """The decision: ground, preamble, points, how it was voted, how to appeal."""
    meeting, last = one.line.meeting, one.line.ballots.filter(outcome=counting.CARRIED).last()
    assert meeting.minutes is not None and last is not None, (
        "a decision is drawn up of signed minutes and a carried ballot"
    )
    return {
        "body": meeting.body.title,
        "body_genitive": meeting.body.title_genitive,
        "act": meeting.body.act,
        "minutes": {"number": meeting.minutes.number, "date": meeting.minutes.date},
        "item": {"number": one.line.number, "title": one.item.title},
        "resolution": one.item.verdict_title,
        "preamble": preamble.splitlines(),
        "reasons": one.item.reasons.splitlines(),
        "points": points,
        "vote": ballot(last, by_name=False),
        "appeal": APPEAL,
        "needs_act": one.needs_act,
    }
