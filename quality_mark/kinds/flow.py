"""Who is asked next about a kind of contests (programme 8.4, CK-01…CK-05)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, StartAsk
from journal.record import key
from programme.access import has_role
from quality_mark.kinds import actions, forms
from quality_mark.kinds.cases import KindCase, KindRetirementCase
from quality_mark.kinds.models import ContestKind, KindRetirement
from quality_mark.roles import SECRETARY


def keeps_kinds(person: Any) -> str:
    """The secretary of the contest writes the kinds."""
    return "секретарь конкурса" if has_role(person, "contest_secretary") else ""


def kind_of(activation: Activation) -> ContestKind:
    """The kind as it is now."""
    return ContestKind.objects.select_related("item").get(pk=activation.process.kind_id)


def question(activation: Activation) -> Any:
    """The question to the committee, as it is now."""
    return kind_of(activation).item


def is_put(activation: Activation) -> bool:
    """Has it been put to the committee, and not taken up once more?"""
    return kind_of(activation).item is not None


def is_enacted(activation: Activation) -> bool:
    """Is it in force now?"""
    return kind_of(activation).status == ContestKind.Status.IN_FORCE


def retiring_item(activation: Activation) -> Any:
    """The question whether to end the kind, as it is now."""
    return KindRetirement.objects.get(pk=activation.process.retirement_id).item


class KindFlow(flow.Flow):
    """Вид конкурсов

    От проекта секретаря до решения комитета.
    """

    process_class = KindCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    begin = (
        StartAsk(forms.BeginForm, actions.begin, task_title="Начать вид конкурсов")
        .Available(keeps_kinds)
        .Next(this.describe)
    )
    describe = Ask(forms.KindForm, actions.describe).Titled("Описать вид конкурсов").To(*SECRETARY).Next(this.propose)
    propose = (
        Ask(forms.ProposeForm, actions.propose)
        .Titled("Вынести вид конкурсов на комитет")
        .To(*SECRETARY)
        .Next(this.is_proposed)
    )
    is_proposed = flow.Switch().Case(this.hear, cond=is_put).Default(this.describe)
    hear = (
        Await(
            lambda activation: key(question(activation)),
            until=lambda activation: question(activation).is_concluded,
            then=lambda kind: actions.apply_decision(ContestKind.objects.get(pk=kind.pk)),
        )
        .Titled("Решение о введении вида в действие")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_adopted)
    )
    is_adopted = flow.Switch().Case(this.end, cond=is_enacted).Default(this.describe)
    end = flow.End().Annotation("Конец")


class KindRetirementFlow(flow.Flow):
    """Прекращение вида конкурсов

    Вопрос комитету и исполнение его решения.
    """

    process_class = KindRetirementCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    retire = (
        StartAsk(forms.RetireForm, actions.propose_retiring, task_title="Внести вопрос о прекращении вида")
        .Available(keeps_kinds)
        .Next(this.hear)
    )
    hear = (
        Await(
            lambda activation: key(retiring_item(activation)),
            until=lambda activation: retiring_item(activation).is_concluded,
            then=actions.apply_retiring,
        )
        .Titled("Решение о прекращении вида")
        .From("городской программный комитет")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
