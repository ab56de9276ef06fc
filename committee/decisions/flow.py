"""How a decision comes on paper, into force and before the public (регламент 3.5.3)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_status
from casework.roles import CLERK
from committee.decisions import actions, forms
from committee.decisions.cases import DecisionCase
from committee.decisions.models import Decision
from committee.meetings.addressees import (
    chair,
    document_key,
    is_document_settled,
    secretary,
    secretary_office,
)
from committee.meetings.presiding import BY_SECRETARY
from committee.publishing import PUBLISHING, show_decisions


class DecisionFlow(flow.Flow):
    """Решение: оформлено, подписано, в силе, опубликовано."""

    process_class = DecisionCase
    office = staticmethod(secretary_office)
    process_title = "Оформление решения"
    lock_impl = case_lock

    begin = flow.StartHandle().Next(this.draw_up)
    draw_up = (
        Ask(forms.DrawUpForm, actions.draw_up)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Оформить решение")
        .Within("committee.decision")
        .Next(this.signatures)
    )
    signatures = (
        Await(document_key, is_document_settled, then=actions.settle_decision, task_title="Подписание решения")
        .From("председательствующий и секретарь")
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.publish_decision, cond=has_status(Decision.Status.IN_FORCE))
        .Case(this.enter_act, cond=has_status(Decision.Status.PENDING_ACT))
        .Default(this.draw_up)
    )
    enter_act = (
        Ask(forms.ActForm, actions.enter_act)
        .To(CLERK, "делопроизводитель")
        .Titled("Внести реквизиты акта Главы города")
        .Within("committee.act")
        .Next(this.is_in_force)
    )
    is_in_force = flow.Switch().Case(this.publish_decision, cond=has_status(Decision.Status.IN_FORCE)).Default(this.end)
    publish_decision = (
        Ask(forms.PublishForm, actions.publish_decision)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Опубликовать решение")
        .Within("committee.publication")
        .InBulk(PUBLISHING, show_decisions)
        .Next(this.end)
    )
    end = flow.End()
