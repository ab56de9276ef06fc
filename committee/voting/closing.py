"""What a ballot comes to when it is closed: its votes and the quorum at that moment."""

from committee.voting import box, counting
from committee.voting.models import Ballot
from committee.voting.quorum import Quorum, absentee_quorum, item_quorum


def tally(ballot: Ballot) -> tuple[counting.Tally, str]:
    """The votes, and how the presiding person voted, if that is known."""
    roll = ballot.seats.count()
    if ballot.is_secret:
        return counting.of_totals(roll, box.empty(ballot)), counting.UNKNOWN
    votes = dict(ballot.votes.values_list("member_id", "choice"))
    return counting.count(roll, votes.values()), votes.get(ballot.line.leading_id or 0, "")


def quorum(ballot: Ballot, voted: set[int]) -> Quorum:
    """Members who left without voting are absent; those who have voted are counted as present."""
    if ballot.line.meeting.is_absentee:
        sectors = [seat.sector for seat in ballot.seats.all() if seat.member_id in voted]
        return absentee_quorum(ballot.members, ballot.recused, sectors, ballot.line.meeting.rules)
    here = {member.pk for member in ballot.line.meeting.present()} | voted
    sectors = [seat.sector for seat in ballot.seats.all() if seat.member_id in here]
    return item_quorum(ballot.members, ballot.recused, sectors, ballot.line.meeting.rules)
