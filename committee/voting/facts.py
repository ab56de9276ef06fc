"""The count of a vote as exact data: what `verify.py` counts again. Nobody is named: sectors and totals only."""

from collections import Counter
from typing import Any

from committee.voting import counting
from committee.voting.counting import Tally, Verdict
from committee.voting.models import Ballot
from committee.voting.quorum import Quorum
from documents.evidence import facts


def ballot_facts(ballot: Ballot, tally: Tally, quorum: Quorum, verdict: Verdict, presiding: str) -> dict[str, Any]:
    """A vote as it was closed (регламент 3.0, «Голосование»).

    `presiding`: how the presiding person voted; it is kept only where it has decided, which the minutes say in words too.
    """
    meeting, resolution = ballot.line.meeting, ballot.line.item.resolution(ballot.resolution)
    is_even = tally.in_favour == tally.against and ballot.majority == counting.SIMPLE
    return facts.count(
        "ballot",
        f"Вопрос {ballot.line.number}: {ballot.resolution_title}",
        rules={"regulation": meeting.regulation.fingerprint, **facts.exact(meeting.rules)},
        inputs={
            "majority": ballot.majority,
            "is_absentee": meeting.is_absentee,
            "is_secret": ballot.is_secret,
            "members": ballot.members,
            "recused": ballot.recused,
            "present_by_sector": Counter(quorum.sectors),
            "for": tally.in_favour,
            "against": tally.against,
            "abstained": tally.abstained,
            "absent": tally.absent,
            "presiding": presiding if is_even else "",
            "on_tie": resolution.get("on_tie", ""),
            **({"on_paper": sheets} if (sheets := ballot.votes.filter(is_on_paper=True).count()) else {}),
        },
        outputs={
            "has_quorum": quorum.reached,
            "outcome": verdict.outcome,
            "by_casting_vote": verdict.by_casting_vote,
        },
    )


def opening_facts(meeting: Any) -> list[dict[str, Any]]:
    """The quorum with which a sitting was opened (MT-05); a vote by correspondence has none before its end."""
    quorum = meeting.quorum or {}
    if meeting.is_absentee or "sectors" not in quorum:
        return []
    return [
        facts.count(
            "quorum",
            "Правомочность заседания",
            rules={
                "regulation": meeting.regulation.fingerprint,
                "quorum_share": meeting.rules.quorum_share,
                "sectors_min": meeting.body.sitting_sectors,
            },
            inputs={"members": quorum["base"], "present_by_sector": Counter(quorum["sectors"])},
            outputs={"has_quorum": quorum["reached"]},
        )
    ]
