"""How papers and pages show a vote: its figures, its arithmetic, who voted how."""

from typing import Any

from committee.voting import counting
from committee.voting.models import Ballot
from committee.voting.votes import BallotSeat, Vote


def ballot(row: Ballot, *, by_name: bool) -> dict[str, Any]:
    """A ballot with its arithmetic."""
    return {
        "motion": row.resolution_title,
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


def votes_by_name(row: Ballot) -> list[dict[str, str]]:
    """Who voted how, in the order of the roll."""
    choices = dict(row.votes.values_list("member_id", "choice"))
    labels = dict(Vote.Choice.choices)
    seats = BallotSeat.objects.filter(ballot=row).select_related("member__person")
    return [
        {
            "name": seat.member.person.short_name,
            "choice": str(labels.get(choices.get(seat.member_id, ""), "не голосовал")),
        }
        for seat in seats
    ]
