"""How a tranche comes and is reported on: who is asked next (programme 8.1)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from execution.grants import actions, forms
from execution.grants.cases import TrancheCase
from execution.grants.models import Tranche
from journal.record import key

Status = Tranche.Status
ANOTHER = "ответит другой представитель той же организации."


def own_key(activation: Activation) -> str:
    """The tranche, under its name in the journal."""
    return key(activation.process.tranche)


def responsible(activation: Activation) -> str:
    """Whoever answers for the grant."""
    return f"member:{activation.process.tranche.grant.organization_id}"


def has_come(activation: Activation) -> bool:
    """Has its posting been confirmed, or will it never come?"""
    return Tranche.objects.get(pk=activation.process.tranche_id).status != Status.PLANNED


class TrancheFlow(flow.Flow):
    """Транш гранта

    От ожидания денег до отчёта, который донор принял.
    """

    process_class = TrancheCase
    office = roles.COMMITTEE_SECRETARY
    lock_impl = staticmethod(case_lock)
    process_title = "Транш гранта"

    start = flow.StartHandle().Next(this.post)
    post = (
        Ask(forms.ReceiptForm, actions.post_receipt)
        .Titled("Внести поступление транша")
        .To(roles.CLERK, "делопроизводитель")
        .WhileNeeded(own_key, has_left(Status.PLANNED))
        .InAbsence("внесёт другой делопроизводитель.")
        .Next(this.come)
    )
    come = (
        Await(own_key, until=has_come)
        .Titled("Поступление подтверждает второй сотрудник")
        .From("тот, кто ведёт книгу и не вносил проводку")
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.report, cond=has_status(Status.RECEIVED))
        .Case(this.answer, cond=has_status(Status.REPORTED))
        .Case(this.report_again, cond=has_status(Status.RETURNED))
        .Default(this.end)
    )
    report = (
        Ask(forms.DonorReportForm, actions.report)
        .Titled("Отчитаться донору о транше")
        .To(responsible, "ответственный за грант")
        .WhileNeeded(own_key, has_left(Status.RECEIVED))
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    answer = (
        Ask(forms.DonorAnswerForm, actions.answer)
        .Titled("Записать ответ донора")
        .To(responsible, "ответственный за грант")
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    report_again = (
        Ask(forms.DonorReportForm, actions.report)
        .Titled("Исправить отчёт донору по замечаниям")
        .To(responsible, "ответственный за грант")
        .Within("undertaking.fix", consequence="отчёт будет отмечен просроченным.")
        .WhileNeeded(own_key, has_left(Status.RETURNED))
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    end = flow.End().Annotation("Конец")
