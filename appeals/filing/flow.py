"""Who is asked next about an appeal (регламент 8.7)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from appeals.filing import actions, forms, on_paper, restoring
from appeals.filing.cases import AppealCase
from appeals.filing.hands import ANOTHER_MEMBER, appeal_of, appellant, reporter, second_member
from appeals.filing.models import Appeal
from appeals.hearing import actions as hearing
from appeals.hearing.forms import HearingForm
from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, StartAsk
from casework.predicates import has_status
from documents.models import Document
from journal.record import key

Status = Appeal.Status


def anybody(person: Any) -> str:
    """Whoever has logged in; the action asks whether the decision is about them."""
    return next((capacity.title for capacity in person.capacities() if capacity.kind == "person"), "")


def is_heard(activation: Activation) -> bool:
    """Does the verdict bind, or has the hearing been called off?"""
    appeal = appeal_of(activation)
    return appeal.status != Status.HEARING or (appeal.item is not None and appeal.item.is_concluded)


def heard_question(activation: Activation) -> str:
    """The question before the composition."""
    item = appeal_of(activation).item
    assert item is not None, "a hearing has been appointed"
    return key(item)


def has_verdict(activation: Activation) -> bool:
    """Has a decision been drawn up?"""
    appeal = appeal_of(activation)
    return appeal.status == Status.HEARING and appeal.verdict is not None


def verdict_key(activation: Activation) -> str:
    """The decision that is being signed."""
    return key(_verdict(activation))


def is_verdict_settled(activation: Activation) -> bool:
    """Has the decision been signed, or refused?"""
    document = _verdict(activation)
    return document.is_registered or document.is_annulled


def _verdict(activation: Activation) -> Document:
    document = appeal_of(activation).verdict
    assert document is not None, "the decision has been drawn up"
    return document


def is_left_by_one(activation: Activation) -> bool:
    """Has the first of two said that it cannot be considered?"""
    appeal = appeal_of(activation)
    return appeal.status == Status.REGISTERED and appeal.left_first_id is not None


def may_be_restored(activation: Activation) -> bool:
    """Was it left because it was late, and has nobody asked for the term yet?"""
    appeal = appeal_of(activation)
    most = activation.process.regulation.value("appeal.restorations")
    is_late = appeal.left_ground == Appeal.Left.LATE
    return (
        appeal.status == Status.INADMISSIBLE and is_late and not appeal.restoration_plea and appeal.restorations < most
    )


class AppealFlow(flow.Flow):
    """Рассмотрение апелляции

    Расписка с номером, решение о приёме, слушание составом без участвовавших, решение. Молчание — в пользу заявителя.
    """

    process_class = AppealCase
    office = roles.COMMITTEE_SECRETARY
    lock_impl = staticmethod(case_lock)

    file = (
        StartAsk(forms.FileForm, actions.file)
        .Available(anybody)
        .Annotation("Подать апелляцию")
        .OnPaper("Апелляция на бумаге", forms.PaperFileForm, on_paper.file_on_paper)
        .Next(this.register)
    )
    register = (
        Ask(forms.RegisterForm, actions.register)
        .Titled("Зарегистрировать апелляцию")
        .To(roles.CLERK, "делопроизводитель")
        .Within(
            "appeal.registration", lapse=actions.register_by_silence, consequence="апелляция зарегистрируется сама."
        )
        .Next(this.examine)
    )
    examine = (
        Ask(forms.ExamineForm, actions.examine)
        .Titled("Решить, принять ли апелляцию")
        .To(reporter, "докладчик апелляционной комиссии")
        .Within("appeal.admission", lapse=actions.admit_by_silence, consequence="апелляция будет считаться принятой.")
        .InAbsence(*ANOTHER_MEMBER)
        .Next(this.is_examined)
    )
    is_examined = flow.Switch().Case(this.second, cond=is_left_by_one).Default(this.appoint_hearing)
    second = (
        Ask(forms.SecondForm, actions.second)
        .Titled("Согласиться ли оставить апелляцию без рассмотрения")
        .To(second_member, "другой член апелляционной комиссии")
        .Within(
            "appeal.admission",
            continues=True,
            lapse=actions.admit_by_silence,
            consequence="апелляция будет считаться принятой.",
        )
        .InAbsence("если он не ответит, апелляция будет считаться принятой.")
        .Next(this.is_admitted)
    )
    is_admitted = (
        flow.Switch()
        .Case(this.ask_to_restore, cond=may_be_restored)
        .Case(this.end, cond=has_status(Status.INADMISSIBLE))
        .Default(this.appoint_hearing)
    )
    ask_to_restore = (
        Ask(forms.RestoreForm, restoring.ask_to_restore)
        .Titled("Просить о восстановлении срока апелляции")
        .To(appellant, "заявитель")
        .Within("appeal.restore", lapse=restoring.miss_restoration, consequence="апелляция останется без рассмотрения.")
        .InAbsence(COLLEAGUE)
        .Next(this.is_asked)
    )
    is_asked = (
        flow.Switch()
        .Case(this.decide_restoration, cond=lambda activation: bool(appeal_of(activation).restoration_plea))
        .Default(this.end)
    )
    decide_restoration = (
        Ask(forms.DecideRestorationForm, restoring.decide_restoration)
        .Titled("Решить, восстановить ли срок апелляции")
        .To(second_member, "другой член апелляционной комиссии")
        .Within(
            "appeal.admission", lapse=restoring.restore_by_silence, consequence="срок будет считаться восстановленным."
        )
        .InAbsence("если он не ответит, срок будет считаться восстановленным.")
        .Next(this.is_restored)
    )
    is_restored = flow.Switch().Case(this.examine, cond=has_status(Status.REGISTERED)).Default(this.end)
    appoint_hearing = (
        Ask(HearingForm, hearing.appoint_hearing)
        .Titled("Назначить слушание апелляции")
        .To(reporter, "докладчик апелляционной комиссии")
        .Within("appeal.hearing", consequence="просрочку увидит секретарь комитета; приостановленное стоит дальше.")
        .InAbsence(*ANOTHER_MEMBER)
        .Next(this.hear)
    )
    hear = (
        Await(heard_question, until=is_heard, then=hearing.draw_up)
        .Titled("Слушание апелляции")
        .From("апелляционная комиссия")
        .Within("appeal.review", consequence="просрочку увидит секретарь комитета; приостановленное стоит дальше.")
        .Next(this.is_resolved)
    )
    is_resolved = flow.Switch().Case(this.sign, cond=has_verdict).Default(this.appoint_hearing)
    sign = (
        Await(verdict_key, until=is_verdict_settled, then=hearing.conclude)
        .Titled("Подписание решения по апелляции")
        .From("председатель апелляционной комиссии")
        .Next(this.is_signed)
    )
    is_signed = flow.Switch().Case(this.hear, cond=has_status(Status.HEARING)).Default(this.end)
    end = flow.End().Annotation("Конец")
