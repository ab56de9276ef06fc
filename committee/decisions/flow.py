"""How a decision comes on paper, into force and before the public (регламент 3.5.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_status
from casework.roles import CLERK
from committee.decisions import actions, forms, instructions
from committee.decisions.cases import DecisionCase
from committee.decisions.models import Decision
from committee.head_acts import actions as head_acts
from committee.head_acts import forms as head_act_forms
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
from execution.models import Undertaking
from journal.record import key


def decision_key(activation: Activation) -> str:
    """The decision under its name in the journal."""
    return key(activation.process.decision)


def is_published(activation: Activation) -> bool:
    """Has it gone out with its sitting?"""
    return Decision.objects.filter(pk=activation.process.decision_id, status=Decision.Status.PUBLISHED).exists()


def is_behind_its_sitting(activation: Activation) -> bool:
    """Is the decision in force after its sitting has gone out without it?"""
    rows = Decision.objects.filter(pk=activation.process.decision_id, status=Decision.Status.IN_FORCE)
    return rows.filter(line__meeting__status=Meeting.Status.PUBLISHED).exists()


def next_condition(activation: Activation) -> str:
    """The first condition that is not fulfilled yet, under its name in the journal."""
    condition = instructions.next_open(activation.process.decision, is_condition=True)
    assert condition is not None, "a signed decision that has not taken effect waits for a condition"
    return key(condition)


def next_instruction(activation: Activation) -> str:
    """The first instruction that is not over."""
    instruction = instructions.next_open(activation.process.decision)
    assert instruction is not None, "asked only while there is one"
    return key(instruction)


def has_open_instructions(activation: Activation) -> bool:
    """Is something still being carried out?"""
    return instructions.next_open(activation.process.decision) is not None


def is_undertaking_over(activation: Activation) -> bool:
    """Is what this step waits for over? Of several the flow comes back here for the next."""
    pk = activation.task.waiting.fact.rpartition(":")[2]
    return Undertaking.objects.filter(pk=pk, status__in=Undertaking.FINAL).exists()


class DecisionFlow(flow.Flow):
    """Решение: оформлено, подписано, в силе; выходит вместе с заседанием, а если ждало акта или условий — вслед за ним; исполнено."""

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
        .Case(this.go_out, cond=has_status(Decision.Status.IN_FORCE))
        .Case(this.request_act, cond=has_status(Decision.Status.PENDING_ACT))
        .Case(this.conditions, cond=has_status(Decision.Status.SIGNED))
        .Case(this.end, cond=has_status(Decision.Status.REVOKED))
        .Default(this.draw_up)
    )
    conditions = (
        Await(next_condition, is_undertaking_over, then=actions.settle_conditions)
        .Titled("Выполнение условий решения")
        .From("исполнители условий")
        .Next(this.what_next)
    )
    request_act = (
        Ask(head_act_forms.RequestActForm, head_acts.request_act)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Направить проект акта Главе города")
        .Within("committee.act_draft")
        .Next(this.enter_act)
    )
    enter_act = (
        Ask(head_act_forms.ActForm, head_acts.enter_act)
        .To(CLERK, "делопроизводитель")
        .Titled("Внести реквизиты акта Главы города")
        .Within("committee.act")
        .Next(this.is_late)
    )
    is_late = (
        flow.Switch()
        .Case(this.publish_decision, cond=is_behind_its_sitting)
        .Case(this.go_out, cond=has_status(Decision.Status.IN_FORCE))
        .Default(this.end)
    )
    go_out = (
        Await(decision_key, is_published).Titled("Выпуск итогов заседания").From("секретарь").Next(this.is_carried_out)
    )
    publish_decision = (
        Ask(release_forms.PublishForm, release.publish_decision)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Выпустить решение")
        .Within("committee.publication")
        .Next(this.is_carried_out)
    )
    is_carried_out = (
        flow.Switch()
        .Case(this.execution, cond=has_open_instructions)
        .Case(this.execute, cond=lambda activation: instructions.is_anything_done(activation.process.decision))
        .Default(this.end)
    )
    execution = (
        Await(next_instruction, is_undertaking_over)
        .Titled("Исполнение поручений")
        .From("исполнители поручений")
        .Next(this.is_carried_out)
    )
    execute = (
        Ask(forms.ExecuteForm, actions.execute)
        .To(secretary, "секретарь")
        .Office(chair)
        .InAbsence(*BY_SECRETARY)
        .Titled("Отметить исполнение решения")
        .Within("committee.instruction_review")
        .Next(this.end)
    )
    end = flow.End()
