"""The flow of a challenge: the coordinator is asked, whoever is in the group (CH-02, CH-03)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import Ask
from expertise.challenges import actions, forms
from expertise.challenges.models import ChallengeCase
from expertise.roles import COORDINATOR


class ChallengeFlow(flow.Flow):
    """Отвод эксперта

    Заявитель, эксперт или координатор называет, кому не доверяет; решает координатор.
    """

    process_class = ChallengeCase
    office = COORDINATOR
    process_title = "Отвод эксперта"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.decide)
    decide = (
        Ask(forms.DecideForm, actions.decide)
        .Titled("Решить вопрос об отводе")
        .To(COORDINATOR, "координатор экспертизы")
        .Within("expertise.challenge", consequence="дело будет отмечено просроченным.")
        .Next(this.end)
    )
    end = flow.End()
