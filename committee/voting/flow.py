"""How a vote is led through (регламент 3.0, «Голосование»)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import Ask, ForEach
from committee.meetings.addressees import member, presiding, secretary_office, voters
from committee.meetings.presiding import BY_PRESIDING
from committee.voting import actions, forms
from committee.voting.cases import BallotCase
from committee.voting.votes import BallotSeat


def is_by_correspondence(seat: BallotSeat) -> bool:
    """A questionnaire may be signed on paper (3.5); in a room everybody votes with their own hand."""
    return bool(seat.ballot.line.meeting.is_absentee)


class BallotFlow(flow.Flow):
    """Голосование: каждый в списке голосует сам, председательствующий закрывает."""

    process_class = BallotCase
    office = staticmethod(secretary_office)
    process_title = "Голосование"
    lock_impl = case_lock

    begin = flow.StartHandle().Next(this.both)
    both = flow.Split().Always(this.ask_members).Always(this.close_voting)
    ask_members = ForEach(voters).Next(this.vote)
    vote = (
        Ask(forms.VoteForm, actions.vote)
        .To(member, "члены, которые ещё не голосовали")
        .InAbsence("за члена не голосует никто: председательствующий закроет голосование и без него.")
        .Titled("Проголосовать")
        .Live()
        .OnPaper(is_by_correspondence)
        .Next(this.voted)
    )
    voted = flow.End()
    close_voting = (
        Ask(forms.CloseVotingForm, actions.close_voting)
        .To(presiding, "председательствующий")
        .InAbsence(*BY_PRESIDING)
        .Titled("Закрыть голосование")
        .Live()
        .Next(this.closed)
    )
    closed = flow.TerminateEnd()
