"""How an undertaking is carried out: who is asked next (programme 8.1)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from execution.reports import actions as reports
from execution.reports.forms import CheckForm, ReportForm
from execution.undertakings import actions, forms
from execution.undertakings.cases import UndertakingCase
from execution.undertakings.models import Undertaking
from journal.record import key

Status = Undertaking.Status
ANOTHER = (
    "ответит другой представитель организации; контролёр может назначить другого ответственного на странице поручения."
)


def now(activation: Activation) -> Undertaking:
    """The undertaking as its row stands."""
    return Undertaking.objects.get(pk=activation.process.undertaking_id)


def own_key(activation: Activation) -> str:
    """The undertaking, under its name in the journal: what happens to it outside the steps wakes its case."""
    return key(activation.process.undertaking)


def responsible(activation: Activation) -> str:
    """Who answers for it."""
    return now(activation).responsible


def controller(activation: Activation) -> str:
    """Who receives the reports."""
    return now(activation).controller


def has_responsible(activation: Activation) -> bool:
    """Does anybody answer for it?"""
    return bool(now(activation).responsible)


def report_term(activation: Activation) -> str:
    """The name of the term of the next report; none while no day is set."""
    return "undertaking.report" if now(activation).current_period.ends_on else ""


class UndertakingFlow(flow.Flow):
    """Исполнение поручения

    От постановки до приёмки: принять, отчитаться, проверить отчёт.
    """

    process_class = UndertakingCase
    office = staticmethod(controller)
    process_title = "Исполнение поручения"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Next(this.is_assigned)
    is_assigned = (
        flow.Switch()
        .Case(this.what_next, cond=has_left(Status.PLANNED))
        .Case(this.accept, cond=has_responsible)
        .Default(this.assign)
    )
    assign = (
        Ask(forms.AssignForm, actions.assign)
        .Titled("Назначить ответственного")
        .To(controller, "контролёр")
        .WhileNeeded(own_key, has_left(Status.PLANNED))
        .InAbsence("ответит другой сотрудник с той же ролью.")
        .Next(this.is_dropped)
    )
    is_dropped = flow.Switch().Case(this.accept, cond=has_status(Status.PLANNED)).Default(this.what_next)
    accept = (
        Ask(forms.AcceptForm, actions.accept)
        .Titled("Принять к исполнению")
        .To(responsible, "ответственный")
        .Within("undertaking.accept", lapse=actions.begin_by_silence, consequence="поручение будет считаться принятым.")
        .WhileNeeded(own_key, has_left(Status.PLANNED))
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    what_next = (
        flow.Switch()
        .Case(this.report, cond=has_status(Status.UNDER_WAY))
        .Case(this.check, cond=has_status(Status.REPORTED))
        .Case(this.fix, cond=has_status(Status.RETURNED))
        .Case(this.pause, cond=has_status(Status.SUSPENDED))
        .Default(this.end)
    )
    report = (
        Ask(ReportForm, reports.report)
        .Titled("Отчитаться об исполнении")
        .To(responsible, "ответственный")
        .Within(report_term, consequence="поручение будет отмечено просроченным, это увидят все.")
        .WhileNeeded(own_key, has_left(Status.UNDER_WAY))
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    check = (
        Ask(CheckForm, reports.check)
        .Titled("Проверить отчёт об исполнении")
        .To(controller, "контролёр")
        .Within("undertaking.check", consequence="о задержке узнает подразделение.")
        .InAbsence("ответит другой сотрудник с той же ролью.")
        .Next(this.what_next)
    )
    fix = (
        Ask(ReportForm, reports.report)
        .Titled("Исправить отчёт по замечаниям")
        .To(responsible, "ответственный")
        .Within("undertaking.fix", consequence="поручение будет отмечено просроченным, когда пройдёт его срок.")
        .WhileNeeded(own_key, has_left(Status.RETURNED))
        .InAbsence(ANOTHER)
        .Next(this.what_next)
    )
    pause = (
        Await(own_key, until=has_left(Status.SUSPENDED))
        .Titled("Исполнение приостановлено")
        .From("контролёр")
        .Within("undertaking.suspension", lapse=actions.resume_by_term, consequence="исполнение возобновится.")
        .Next(this.what_next)
    )
    end = flow.End().Annotation("Конец")
