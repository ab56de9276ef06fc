"""Who is asked next about a complaint (регламент 3.4.4)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, StartAsk
from casework.predicates import has_status
from journal.record import key
from protocol.complaints import actions, forms
from protocol.complaints.cases import ComplaintCase
from protocol.complaints.models import NormComplaint
from protocol.roles import EDITOR

Status = NormComplaint.Status


def anybody(person: Any) -> str:
    """Whoever has logged in."""
    return next((capacity.title for capacity in person.capacities() if capacity.kind == "person"), "")


class NormComplaintFlow(flow.Flow):
    """Обращение о несоблюдении Протокола

    Ответ подписанта, примирительная встреча, заключение рабочей группы, меры комитета.
    """

    process_class = ComplaintCase
    office = EDITOR[0]
    lock_impl = staticmethod(case_lock)

    complain = (
        StartAsk(forms.ComplainForm, actions.complain)
        .Available(anybody)
        .Annotation("Обращение")
        .Next(this.check_complaint)
    )
    check_complaint = (
        Ask(forms.CheckComplaintForm, actions.check_complaint)
        .Titled("Решить, принять ли обращение")
        .To(*EDITOR)
        .Within("protocol.complaint_check")
        .Next(this.is_accepted)
    )
    is_accepted = flow.Switch().Case(this.respond, cond=has_status(Status.RESPONSE_WAIT)).Default(this.end)
    respond = (
        Ask(forms.RespondForm, actions.respond)
        .Titled("Ответить на обращение о несоблюдении")
        .To(lambda activation: activation.process.complaint.signatory.member_key, "подписант")
        .Within(
            "protocol.complaint_response",
            lapse=actions.miss_response,
            consequence="дело пойдёт дальше без вашего ответа.",
        )
        .InAbsence(COLLEAGUE)
        .Next(this.mediate)
    )
    mediate = (
        Ask(forms.MediateForm, actions.mediate)
        .Titled("Провести примирительную встречу и записать итог")
        .To(*EDITOR)
        .Within("protocol.mediation")
        .Next(this.is_reconciled)
    )
    is_reconciled = flow.Switch().Case(this.conclude, cond=has_status(Status.CONCLUSION)).Default(this.end)
    conclude = (
        Ask(forms.ConcludeForm, actions.conclude)
        .Titled("Оформить заключение рабочей группы")
        .To(*EDITOR)
        .Within("protocol.complaint_conclusion")
        .Next(this.has_measures)
    )
    has_measures = (
        flow.Switch().Case(this.await_committee, cond=has_status(Status.RECOMMENDED_MEASURES)).Default(this.end)
    )
    await_committee = (
        Await(
            lambda activation: key(actions.measure_of(activation.process.complaint)),
            until=lambda activation: bool(actions.measure_of(activation.process.complaint).outcome),
            then=actions.close_complaint,
        )
        .Titled("Решение комитета о мерах")
        .From("городской программный комитет")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
