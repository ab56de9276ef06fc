"""The decision (domain 4.4: 8) as data: a snapshot made of facts."""

from collections.abc import Iterable
from typing import Any

from committee.agenda.recourse import recourse_of
from committee.decisions.models import Decision
from committee.decisions.points import DecisionPoint
from committee.voting import counting
from committee.voting.papers import ballot, is_named
from documents.checkpoints import papers as checkpoints
from documents.evidence import facts


def decision(
    row: Decision, *, preamble: str, points: list[str], instructions: Iterable[DecisionPoint] = ()
) -> dict[str, Any]:
    """The decision: ground, preamble, points, how it was voted, how to appeal."""
    meeting, last = row.line.meeting, row.line.ballots.filter(outcome=counting.CARRIED).last()
    assert meeting.minutes is not None and last is not None, (
        "a decision is drawn up of signed minutes and a carried ballot"
    )
    return {
        "body": meeting.body.title,
        "body_genitive": meeting.body.title_genitive,
        "act": meeting.body.act,
        "minutes": {"number": meeting.minutes.number, "date": meeting.minutes.date},
        "item": {"number": row.line.number, "title": row.item.title},
        "resolution": row.item.verdict_title,
        "preamble": preamble.splitlines(),
        "reasons": row.item.reasons.splitlines(),
        "points": points,
        "instructions": [
            {
                "number": line.number,
                "executor": line.executor,
                "due_on": line.due_on,
                "proof": line.proof,
                "is_condition": line.is_condition,
            }
            for line in instructions
        ],
        "materials": [str(paper) for paper in row.item.materials.order_by("date", "pk")],
        "annex": row.item.annex if row.item.annex.get("verdict") == row.item.verdict else None,
        "vote": ballot(last, by_name=is_named(last)),
        "appeal": recourse_of(row.item),
        "needs_act": row.needs_act,
        facts.KEY: [last.facts] if last.facts else [],
        checkpoints.KEY: checkpoints.printed(),
    }
