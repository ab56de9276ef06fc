"""Who is asked next about an amendment (регламент 3.4.2)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_status
from committee.models import AgendaItem
from journal.record import key
from protocol.amendments import actions, forms
from protocol.amendments.cases import AmendmentCase
from protocol.amendments.models import Amendment
from protocol.editions.models import ProtocolEdition
from protocol.items import asked_item
from protocol.roles import EDITOR

Status = Amendment.Status


def amendment_of(activation: Activation) -> Amendment:
    """The amendment as it is now."""
    return Amendment.objects.get(pk=activation.process.amendment_id)


def item_of(activation: Activation) -> AgendaItem:
    """The question the group was asked about it."""
    return asked_item(amendment_of(activation).item_id)


def is_intake_over(activation: Activation) -> bool:
    """Has the intake of amendments to the edition been closed?"""
    edition = ProtocolEdition.objects.get(pk=amendment_of(activation).edition_id)
    return edition.intake_closed_at is not None


class AmendmentFlow(flow.Flow):
    """Рассмотрение поправки

    От внесения до ответа автору.
    """

    process_class = AmendmentCase
    office = EDITOR[0]
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Поправка внесена").Next(this.check_amendment)
    check_amendment = (
        Ask(forms.CheckForm, actions.check)
        .Titled("Проверить допустимость поправки")
        .To(*EDITOR)
        .Within("protocol.amendment_check")
        .Next(this.is_admitted)
    )
    is_admitted = flow.Switch().Case(this.wait, cond=has_status(Status.ADMISSIBLE)).Default(this.end)
    wait = (
        Await(lambda activation: key(amendment_of(activation)), until=is_intake_over)
        .Titled("Окончание приёма поправок")
        .From("другие авторы поправок")
        .Next(this.put)
    )
    put = (
        Ask(forms.PutForm, actions.put_to_group)
        .Titled("Вынести поправку на рабочую группу")
        .To(*EDITOR)
        .Next(this.judge)
    )
    judge = (
        Await(
            lambda activation: key(item_of(activation)),
            until=lambda activation: item_of(activation).is_concluded,
            then=actions.apply_decision,
        )
        .Titled("Решение рабочей группы по поправке")
        .From("рабочая группа Протокола")
        .Next(this.is_judged)
    )
    is_judged = (
        flow.Switch()
        .Case(this.put, cond=lambda activation: amendment_of(activation).status in Amendment.LIVE and not amendment_of(activation).disputed_by)
        .Case(this.reconcile, cond=has_status(*Amendment.LIVE))
        .Default(this.answer)
    )  # fmt: skip
    reconcile = (
        Await(lambda activation: key(amendment_of(activation)), until=lambda activation: amendment_of(activation).status not in Amendment.LIVE)
        .Titled("Согласительное заседание")
        .From("сопредседатели рабочей группы")
        .Next(this.answer)
    )  # fmt: skip
    answer = (
        Ask(forms.AnswerForm, actions.answer)
        .Titled("Ответить автору поправки")
        .To(*EDITOR)
        .Within("protocol.amendment_answer")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
