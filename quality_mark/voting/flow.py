"""Who is asked next about the citizens' vote (регламент 3.3, «Народное голосование»)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await
from journal.record import key
from quality_mark.roles import SECRETARY
from quality_mark.voting import actions, forms
from quality_mark.voting.cases import VotingCase
from quality_mark.voting.models import Voting


def voting_of(activation: Activation) -> Voting:
    """The vote as it is now."""
    return Voting.objects.get(pk=activation.process.voting_id)


class VotingFlow(flow.Flow):
    """Голосование горожан: закрывается само, странные голоса смотрит человек."""

    process_class = VotingCase
    office = SECRETARY[0]
    process_title = "Голосование горожан"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.collect)
    collect = (
        Await(
            lambda activation: key(activation.process.voting),
            lambda activation: voting_of(activation).closed_at is not None,
        )
        .Titled("Голосование горожан")
        .From("жители с подтверждённой личностью")
        .Within("contest.voting", lapse=actions.close_voting, consequence="голосование закроется само.")
        .Next(this.is_clean)
    )
    is_clean = (
        flow.Switch().Case(this.end, cond=lambda activation: voting_of(activation).is_over).Default(this.review_votes)
    )
    review_votes = (
        Ask(forms.ReviewVotesForm, actions.review_votes)
        .Titled("Проверить подозрительные голоса")
        .To(*SECRETARY)
        .Within("contest.voting_review")
        .Next(this.end)
    )
    end = flow.End()
