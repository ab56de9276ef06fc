"""How a supported project is carried out and ends (PP-30…PP-32, PP-35)."""

from collections.abc import Callable
from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await
from execution.models import Undertaking
from journal.record import key
from negotiations.implementation import actions, forms
from negotiations.implementation.models import Implementation, ImplementationCase
from negotiations.proposals.models import Proposal

Status = Proposal.Status
UNBEGUN: dict[str, Any] = {
    "lapse": actions.give_up_by_term,
    "continues": True,
    "consequence": "проект будет прекращён: первый вклад не подтверждён в срок.",
}


def now(activation: Activation) -> Implementation:
    """The facts as they stand."""
    rows = Implementation.objects.select_related("proposal", "project", "act", "termination_item")
    return rows.get(pk=activation.process.implementation_id)


def applicant(activation: Activation) -> str:
    """Those who work for the applicant."""
    return now(activation).proposal.member_key


def first_fact(activation: Activation) -> str:
    """What the beginning waits for: the negotiations whose contributions are given, else the project with its stages."""
    talks = now(activation).proposal.negotiations.order_by("-pk").first()
    return key(talks) if talks and now(activation).contributions.exists() else project_key(activation)


def project_key(activation: Activation) -> str:
    """The project, under its name in the journal."""
    project = now(activation).project
    assert project is not None, "the plan has been laid"
    return key(project)


def is_project_over(activation: Activation) -> bool:
    """Has the last report been answered, or has everything been given up?"""
    project = now(activation).project
    return project is not None and project.is_final


def is_fulfilled(activation: Activation) -> bool:
    """Was it done, wholly or in part?"""
    project = now(activation).project
    return project is not None and project.status in Undertaking.FULFILLED


def is_act_settled(activation: Activation) -> bool:
    """Is the act signed by both, or void?"""
    act = now(activation).act
    return bool(act and (act.is_registered or act.is_annulled))


def act_key(activation: Activation) -> str:
    """The act that waits for its signatures."""
    act = now(activation).act
    assert act is not None, "the act has been drawn up"
    return key(act)


def item_key(activation: Activation) -> str:
    """The question about the termination."""
    item = now(activation).termination_item
    assert item is not None, "the question has been put"
    return key(item)


def is_heard(activation: Activation) -> bool:
    """Has the committee's answer come into force, or has the question ended without one?"""
    item = now(activation).termination_item
    return item is not None and item.is_concluded


def goes_on(activation: Activation) -> bool:
    """Has the committee decided to go on by a new plan?"""
    item = now(activation).termination_item
    return item is not None and item.is_effective and item.verdict == "continue"


def stands(*statuses: str) -> Callable[[Activation], bool]:
    """Is the proposal in one of these statuses?"""
    return lambda activation: now(activation).proposal.status in statuses


class ImplementationFlow(flow.Flow):
    """Реализация поддержанного проекта

    От плана-графика до акта о завершении или прекращения.
    """

    process_class = ImplementationCase
    office = roles.EXPERTISE_COORDINATOR
    process_title = "Реализация проекта"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.plan)
    plan = (
        Ask(forms.PlanForm, actions.lay_plan)
        .Titled("Составить план-график проекта")
        .To(applicant, "инициатор")
        .Within("proposal.not_started", **UNBEGUN)
        .InAbsence(COLLEAGUE)
        .Next(this.is_planned)
    )
    is_planned = flow.Switch().Case(this.first, cond=stands(Status.SUPPORTED)).Default(this.is_under_way)
    first = (
        Await(first_fact, until=lambda activation: now(activation).may_begin)
        .Titled("Первый подтверждённый вклад или принятый этап")
        .From("стороны соглашения и инициатор")
        .Within("proposal.not_started", **UNBEGUN)
        .Next(this.is_ready)
    )
    is_ready = flow.Switch().Case(this.begin, cond=stands(Status.SUPPORTED)).Default(this.end)
    begin = (
        Ask(forms.BeginForm, actions.begin)
        .Titled("Начать реализацию проекта")
        .To(applicant, "инициатор")
        .Within("proposal.start")
        .InAbsence(COLLEAGUE)
        .Next(this.is_under_way)
    )
    is_under_way = flow.Switch().Case(this.carry_out, cond=stands(Status.IMPLEMENTING)).Default(this.end)
    carry_out = (
        Await(project_key, until=is_project_over)
        .Titled("Исполнение проекта")
        .From("инициатор и координатор")
        .Next(this.is_carried_out)
    )
    is_carried_out = flow.Switch().Case(this.contributions, cond=is_fulfilled).Default(this.question)
    contributions = (
        Await(first_fact, until=lambda activation: not now(activation).has_open_contributions)
        .Titled("Исполнение встречных вкладов")
        .From("стороны соглашения")
        .Next(this.complete)
    )
    complete = (
        Ask(forms.CompleteForm, actions.draw_up_act)
        .Titled("Оформить акт о завершении проекта")
        .To(roles.EXPERTISE_COORDINATOR, "координатор экспертизы")
        .Within("proposal.final_report")
        .Next(this.act)
    )
    act = (
        Await(act_key, until=is_act_settled, then=actions.settle_act)
        .Titled("Подписание акта о завершении")
        .From("инициатор и координатор")
        .Next(this.is_completed)
    )
    is_completed = flow.Switch().Case(this.end, cond=stands(Status.COMPLETED)).Default(this.complete)
    question = (
        Ask(forms.TerminationForm, actions.propose_termination)
        .Titled("Внести вопрос о прекращении проекта")
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Within("proposal.agenda")
        .Office(roles.COMMITTEE_CHAIR)
        .Next(this.hear)
    )
    hear = (
        Await(item_key, until=is_heard, then=actions.apply_termination)
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_decided)
    )
    is_decided = (
        flow.Switch()
        .Case(this.end, cond=stands(Status.TERMINATED))
        .Case(this.plan_again, cond=goes_on)
        .Default(this.question)
    )
    plan_again = (
        Ask(forms.PlanForm, actions.lay_plan)
        .Titled("Составить новый план-график проекта")
        .To(applicant, "инициатор")
        .Within("proposal.start")
        .InAbsence(COLLEAGUE)
        .Next(this.carry_out)
    )
    end = flow.End().Annotation("Конец")
