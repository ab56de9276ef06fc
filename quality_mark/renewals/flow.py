"""Who is asked next about the renewal of a Mark (8.7 «Продление Знака»)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await
from journal.record import key
from quality_mark.assessment.forms import AssessAgainForm
from quality_mark.renewals import actions, forms
from quality_mark.renewals.cases import RenewalCase
from quality_mark.renewals.models import Renewal
from quality_mark.roles import SECRETARY


def renewal_of(activation: Activation) -> Renewal:
    """The renewal as it is now."""
    return Renewal.objects.select_related("item", "expertise").get(pk=activation.process.renewal_id)


def expertise_of(activation: Activation) -> Any:
    """The assessment as it is now."""
    return renewal_of(activation).expertise


def item_of(activation: Activation) -> Any:
    """The question to the committee as it is now."""
    return renewal_of(activation).item


def is_submitted(activation: Activation) -> bool:
    """Has the holder applied, now or with an application that is decided anew?"""
    return renewal_of(activation).is_under_way


def is_asked(activation: Activation) -> bool:
    """Is the question with the committee?"""
    return renewal_of(activation).item_id is not None


def is_decided(activation: Activation) -> bool:
    """Has the committee spoken?"""
    return bool(renewal_of(activation).outcome)


class RenewalFlow(flow.Flow):
    """Продление Знака качества

    Заявка обладателя до конца срока, два эксперта, решение комитета.
    """

    process_class = RenewalCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.is_here)
    is_here = flow.Switch().Case(this.check, cond=is_submitted).Default(this.apply)
    apply = (
        Ask(forms.ApplyForm, actions.apply)
        .Titled("Подать заявку на продление Знака")
        .To(lambda activation: activation.process.renewal.mark.signer_key, "обладатель Знака")
        .Reviewed()
        .Within("mark.renewal_window", lapse=actions.miss_window, consequence="Знак закончится в свой последний день.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_applied)
    )
    is_applied = flow.Switch().Case(this.check, cond=is_submitted).Default(this.end)
    check = (
        Ask(forms.CheckForm, actions.check)
        .Titled("Проверить заявку на продление Знака")
        .To(*SECRETARY)
        .Within("mark.renewal_check", lapse=actions.pass_check, consequence="заявка пойдёт экспертам без справки.")
        .Next(this.assess)
    )
    assess = (
        Await(
            lambda activation: key(expertise_of(activation)),
            until=lambda activation: expertise_of(activation).is_over,
            then=lambda renewal: actions.take_score(Renewal.objects.get(pk=renewal.pk)),
        )
        .Titled("Экспертная оценка для продления")
        .From("эксперты")
        .Within("mark.renewal_score")
        .Next(this.is_assessed)
    )
    is_assessed = flow.Switch().Case(this.hear, cond=is_asked).Default(this.assess_again)
    assess_again = (
        Ask(AssessAgainForm, actions.assess_again)
        .Titled("Назначить оценку для продления заново")
        .To(*SECRETARY)
        .Within("mark.renewal_experts", lapse=actions.assess_again_unasked, consequence="оценку назначат без вас.")
        .Next(this.assess)
    )
    hear = (
        Await(
            lambda activation: key(item_of(activation)),
            until=lambda activation: item_of(activation).is_concluded,
            then=lambda renewal: actions.apply_decision(Renewal.objects.get(pk=renewal.pk)),
        )
        .Titled("Решение о продлении Знака")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Within("mark.renewal")
        .Next(this.is_over)
    )
    is_over = flow.Switch().Case(this.end, cond=is_decided).Default(this.hear)
    end = flow.End()
