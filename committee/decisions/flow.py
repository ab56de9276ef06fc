"""How a decision comes on paper, into force and before the public (регламент 3.5.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

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
from committee.meetings.models import Meeting
from committee.meetings.presiding import BY_SECRETARY
from committee.release import actions as release
from committee.release import forms as release_forms


def is_behind_its_sitting(activation: Activation) -> bool:
    """Is the decision in force after its sitting has gone out without it?"""
    rows = Decision.objects.filter(pk=activation.process.decision_id, status=Decision.Status.IN_FORCE)
    return rows.filter(line__meeting__status=Meeting.Status.PUBLISHED).exists()


class DecisionFlow(flow.Flow):
    """Решение: оформлено, подписано, в силе; выходит вместе с заседанием, а если ждало акта — вслед за ним."""

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
        .Case(this.publish_decision, cond=is_behind_its_sitting)
        .Case(this.end, cond=has_status(Decision.Status.IN_FORCE))
        .Case(this.enter_act, cond=has_status(Decision.Status.PENDING_ACT))
        .Default(this.draw_up)
    )
    enter_act = (
        Ask(forms.ActForm, actions.enter_act)
        .To(CLERK, "делопроизводитель")
        .Titled("Внести реквизиты акта Главы города")
        .Within("committee.act")
        .Next(this.is_late)
    )
    is_late = flow.Switch().Case(this.publish_decision, cond=is_behind_its_sitting).Default(this.end)
    publish_decision = (
        Ask(release_forms.PublishForm, release.publish_decision)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Выпустить решение")
        .Within("committee.publication")
        .Next(this.end)
    )
    end = flow.End()
