"""The flow of a question about a tie that has surfaced after the sheets were drawn together."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask
from expertise.roles import COORDINATOR
from expertise.ties import actions, forms
from expertise.ties.models import TieCase, TieQuestion
from journal.record import key


def expertise_key(activation: Activation) -> str:
    """What ends the question in another way: the expertise is over."""
    return key(activation.process.tie_question.assignment.expertise)


def is_moot(activation: Activation) -> bool:
    """Has the conclusion been published, the expertise stopped, or the sheet left out meanwhile?"""
    question = TieQuestion.objects.select_related("assignment__expertise").get(pk=activation.process.tie_question_id)
    return actions.is_needless(question)


class LateTieFlow(flow.Flow):
    """Вопрос о связи эксперта

    Связь стала известна после того, как оценки сведены: лист сохраняется или аннулируется, тогда оценка пересчитывается.
    """

    process_class = TieCase
    office = COORDINATOR
    process_title = "Вопрос о связи эксперта"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.decide_late_tie)
    decide_late_tie = (
        Ask(forms.DecideLateTieForm, actions.decide_late)
        .Titled("Решить вопрос о связи эксперта")
        .To(COORDINATOR, "координатор экспертизы")
        .Within("expertise.tie_question", consequence="дело будет отмечено просроченным.")
        .WhileNeeded(expertise_key, is_moot)
        .Next(this.end)
    )
    end = flow.End()
