"""Whose answer to a contribution is awaited while its terms are open (регламент 3.1.3, CB-02…CB-05)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await
from journal.record import key
from negotiations.contributions import actions, forms
from negotiations.contributions.cases import OfferCase
from negotiations.contributions.models import Contribution
from negotiations.talks.models import Negotiation

OPEN = Contribution.OPEN


def now(activation: Activation) -> Contribution:
    """The contribution as its row stands."""
    rows = Contribution.objects.select_related("case", "party", "recipient")
    return rows.get(pk=activation.process.contribution_id)


def offer_key(activation: Activation) -> str:
    """What the case waits for while the table is closed."""
    return key(activation.process.contribution)


def answering(activation: Activation) -> str:
    """Those who work for the side that has not said the last word."""
    return now(activation).answering.member_key


def is_answerable(activation: Activation) -> bool:
    """Are the terms open, and do the parties talk about contributions?"""
    contribution = now(activation)
    return contribution.status in OPEN and contribution.case.status in Negotiation.AT_THE_TABLE


def is_moot(activation: Activation) -> bool:
    """Has it been settled elsewhere, has the table closed, or is it the other side's turn?"""
    return not is_answerable(activation) or activation.task.waiting.addressee != answering(activation)


def is_settled(activation: Activation) -> bool:
    """Are the terms agreed or dropped, or the negotiations over?"""
    contribution = now(activation)
    return contribution.status not in OPEN or contribution.case.is_over


def may_go_on(activation: Activation) -> bool:
    """Is it settled, or may it be talked about again?"""
    return is_settled(activation) or is_answerable(activation)


class OfferFlow(flow.Flow):
    """Согласование вклада

    От предложения до ответа: принять, предложить другие условия, отклонить или отозвать.
    """

    process_class = OfferCase
    leads = staticmethod(lambda subject: subject.status in OPEN)
    office = roles.PLATFORM_SECRETARY
    process_title = "Согласование вклада"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.what_next)
    what_next = (
        flow.Switch().Case(this.end, cond=is_settled).Case(this.answer_offer, cond=is_answerable).Default(this.pause)
    )
    answer_offer = (
        Ask(forms.AnswerOfferForm, actions.answer_offer)
        .Titled("Ответить на предложенный вклад")
        .To(answering, "сторона, которой предложены условия")
        .WhileNeeded(offer_key, is_moot)
        .Within("contribution.reply", consequence="вклад не войдёт в пакет, пока вы не ответите.")
        .InAbsence(COLLEAGUE)
        .Next(this.what_next)
    )
    pause = Await(offer_key, until=may_go_on).Titled("Переговоры о вкладах").From("модератор").Next(this.what_next)
    end = flow.End()
