"""How a wave is led: prepared, approved by another, open for its days, counted, checked by another, published (programme 8.6)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import Condition, has_left, has_status
from journal.record import key
from monitoring.surveys import actions, forms
from monitoring.surveys.cases import OPENING, WaveCase
from monitoring.surveys.models import Wave

Status = Wave.Status
ANALYST = (roles.ANALYST, "аналитик")


def own_key(activation: Activation) -> str:
    """The wave, under its name in the journal."""
    return key(activation.process.wave)


def is_at(status: str, done_by: str) -> Condition:
    """Is the wave in a status, and has somebody done their part of it?"""
    return lambda activation: Wave.objects.filter(
        pk=activation.process.wave_id, status=status, **{f"{done_by}__isnull": False}
    ).exists()


class WaveFlow(flow.Flow):
    """Волна опроса

    От черновика анкеты до опубликованного отчёта.
    """

    process_class = WaveCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Волна опроса"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Волна создана").Next(this.prepare)
    prepare = (
        Ask(forms.PrepareForm, actions.prepare)
        .Titled("Подготовить волну опроса")
        .To(*ANALYST)
        .WhileNeeded(own_key, has_left(Status.DRAFT))
        .Next(this.is_prepared)
    )
    is_prepared = flow.Switch().Case(this.approve, cond=has_status(Status.DRAFT)).Default(this.end)
    approve = (
        Ask(forms.ApproveForm, actions.approve)
        .Titled("Утвердить анкету опроса")
        .To(*ANALYST)
        .Within("survey.approve", consequence="об этом узнает секретарь комитета.")
        .WhileNeeded(own_key, has_left(Status.DRAFT))
        .Next(this.is_approved)
    )
    is_approved = (
        flow.Switch()
        .Case(this.wait_opening, cond=has_status(Status.APPROVED))
        .Case(this.prepare, cond=has_status(Status.DRAFT))
        .Default(this.end)
    )
    wait_opening = (
        Await(own_key, until=has_left(Status.APPROVED))
        .Titled("Анкета утверждена, ждёт первого дня")
        .From("первый день сбора ответов")
        .Within(OPENING, lapse=actions.open_field, consequence="сбор ответов откроется сам.")
        .Next(this.is_open)
    )
    is_open = (
        flow.Switch()
        .Case(this.collect, cond=has_status(Status.FIELD))
        .Case(this.prepare, cond=has_status(Status.DRAFT))
        .Default(this.end)
    )
    collect = (
        Await(own_key, until=has_left(Status.FIELD))
        .Titled("Идёт сбор ответов")
        .From("горожане")
        .Within("survey.field", lapse=actions.close_field, consequence="сбор закроется сам.")
        .Next(this.is_closed)
    )
    is_closed = flow.Switch().Case(this.report, cond=has_status(Status.CLOSED)).Default(this.end)
    report = (
        Ask(forms.ReportForm, actions.write_report)
        .Titled("Подготовить отчёт об опросе")
        .To(*ANALYST)
        .Within("survey.publish", consequence="об этом узнает секретарь комитета.")
        .WhileNeeded(own_key, has_left(Status.CLOSED))
        .Next(this.is_reported)
    )
    is_reported = flow.Switch().Case(this.check, cond=is_at(Status.CLOSED, "reported_by")).Default(this.end)
    check = (
        Ask(forms.CheckForm, actions.check_report)
        .Titled("Проверить отчёт об опросе")
        .To(*ANALYST)
        .Within("survey.publish", continues=True, consequence="об этом узнает секретарь комитета.")
        .WhileNeeded(own_key, has_left(Status.CLOSED))
        .Next(this.is_closed)
    )
    end = flow.End().Annotation("Конец")
