"""How a matter outside the city is led: who is asked next (programme 8.2)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from journal.record import key
from library.cards.keeping import keeper_of
from library.outside import actions, forms
from library.outside.cases import DEADLINE, UNTIL, MatterCase
from library.outside.models import ExternalMatter

Status = ExternalMatter.Status
ANOTHER = "сделает другой хранитель того же рода."


def own_key(activation: Activation) -> str:
    """The matter, under its name in the journal."""
    return key(activation.process.matter)


def keeper(activation: Activation) -> str:
    """Whoever keeps the card."""
    return keeper_of(ExternalMatter.objects.get(pk=activation.process.matter_id).card)


def send_by(activation: Activation) -> str:
    """Until the last day of sending, if there is one."""
    return DEADLINE if activation.process.matter.deadline else ""


def holds_until(activation: Activation) -> str:
    """Until the day the answer names, if it names one."""
    return UNTIL if ExternalMatter.objects.get(pk=activation.process.matter_id).until else ""


class MatterFlow(flow.Flow):
    """Внешнее дело

    Что город направил вовне: письмо с номером, ответ или молчание, чем закончилось.
    """

    process_class = MatterCase
    office = roles.CARD_KEEPER
    lock_impl = staticmethod(case_lock)
    process_title = "Внешнее дело"

    start = flow.StartHandle().Next(this.send)
    send = (
        Ask(forms.SendForm, actions.send)
        .Titled("Направить обращение")
        .To(keeper, "хранитель карточек")
        .Within(send_by, consequence="срок подачи пройдёт, дело останется снять.")
        .WhileNeeded(own_key, has_left(Status.PREPARING))
        .InAbsence(ANOTHER)
        .Next(this.is_sent)
    )
    is_sent = flow.Switch().Case(this.answer, cond=has_status(Status.SENT)).Default(this.end)
    answer = (
        Ask(forms.AnswerForm, actions.answer)
        .Titled("Записать ответ на обращение")
        .To(keeper, "хранитель карточек")
        .Within("external.answer", lapse=actions.pass_over, consequence="дело само станет «без ответа», направить можно будет снова.")
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )  # fmt: skip
    what_next = (
        flow.Switch()
        .Case(this.answer, cond=has_status(Status.SENT))
        .Case(this.decide, cond=has_status(Status.UNANSWERED))
        .Case(this.hold, cond=has_status(*ExternalMatter.RUNNING))
        .Default(this.end)
    )
    decide = (
        Ask(forms.SilenceForm, actions.after_silence)
        .Titled("Решить, что делать без ответа")
        .To(keeper, "хранитель карточек")
        .WhileNeeded(own_key, has_left(Status.UNANSWERED))
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    hold = (
        Await(own_key, until=has_status(*ExternalMatter.FINAL))
        .Titled("Дело исполняется вне города")
        .From("хранитель карточек: отчёт, отзыв, выход")
        .Within(holds_until, lapse=actions.expire, consequence="дело завершится само.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
