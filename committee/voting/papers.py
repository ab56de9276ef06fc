"""How papers and pages show a vote: its figures, its arithmetic, who voted how."""

from typing import Any

from committee.bodies.models import BodyMember
from committee.voting import counting
from committee.voting.models import Ballot
from committee.voting.procedure import SECRETLY
from committee.voting.votes import BallotSeat, Vote

PUT_IN, ABSENT = "бюллетень опущен", "не голосовал"


def ballot(row: Ballot, *, by_name: bool) -> dict[str, Any]:
    """A ballot with its arithmetic."""
    return {
        "motion": row.resolution_title,
        "method": _method(row),
        "count": count_of(row) if row.is_secret else None,
        "majority": "две трети" if row.majority == counting.QUALIFIED else "простое большинство",
        "for": row.votes_for,
        "against": row.votes_against,
        "abstained": row.votes_abstained,
        "absent": row.votes_absent,
        "took_part": (row.votes_for or 0) + (row.votes_against or 0) + (row.votes_abstained or 0),
        "base": row.members - row.recused,
        "quorum": row.quorum["words"],
        "arithmetic": row.arithmetic,
        "outcome": row.get_outcome_display(),
        "by_name": votes_by_name(row) if by_name else [],
    }


def _method(row: Ballot) -> str:
    if row.is_secret:
        return "тайное голосование"
    return "заочное поимённое голосование" if row.line.meeting.is_absentee else "открытое голосование"


def is_named(row: Ballot) -> bool:
    """Does everybody read who voted how: by correspondence always, by two thirds where the regulation says so, never secretly?"""
    meeting = row.line.meeting
    by_law = row.majority == counting.QUALIFIED and bool(
        meeting.regulation.value("committee.majority.qualified_by_name")
    )
    return not row.is_secret and (meeting.is_absentee or by_law)


def votes_by_name(row: Ballot) -> list[dict[str, str]]:
    """Who voted how, in the order of the roll; of a secret vote only who took part."""
    sheets: set[int] = set()
    if row.is_secret:
        choices = dict.fromkeys(row.who_voted.values_list("member_id", flat=True), PUT_IN)
    else:
        labels = {value: str(label) for value, label in Vote.Choice.choices}
        rows = row.votes.values_list("member_id", "choice", "is_on_paper")
        choices = {member: labels[choice] for member, choice, _ in rows}
        sheets = {member for member, _, is_on_paper in rows if is_on_paper}
    seats = BallotSeat.objects.filter(ballot=row).select_related("member__person")
    return [
        {
            "name": seat.member.person.short_name,
            "choice": choices.get(seat.member_id, ABSENT),
            **({"how": "на бумаге"} if seat.member_id in sheets else {}),
        }
        for seat in seats
    ]


def count_of(row: Ballot) -> dict[str, Any]:
    """What the counting commission of a secret vote has found: figures that name nobody but the commission."""
    chosen = row.line.ballots.filter(resolution=SECRETLY, outcome=counting.CARRIED).last()
    assert chosen is not None, "a vote is secret by the resolution of a majority"
    people = BodyMember.objects.filter(pk__in=chosen.counters).select_related("person").order_by("pk")
    on_roll, put_in = row.seats.count(), row.voted()
    return {
        "commission": [member.person.short_name for member in people],
        "on_roll": on_roll,
        "put_in": put_in,
        "not_put_in": on_roll - put_in,
    }
