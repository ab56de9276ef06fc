"""Keeping to the Protocol: measures, self-reports, complaints, read aloud (регламент 3.4, «Соблюдение», 3.4.4)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, StartAsk
from journal.record import key
from protocol import actions, forms
from protocol.models import ComplaintCase, Measure, MeasureCase, NormComplaint, SelfReportCase

Status = NormComplaint.Status
PROPOSERS = ("role:protocol_editor", "role:clerk", "role:committee_secretary")


def proposes_measures(person: Any) -> str:
    """Who may put a signatory's participation before the committee."""
    return next((capacity.title for capacity in person.capacities() if capacity.key in PROPOSERS), "")


def anybody(person: Any) -> str:
    """Whoever has logged in."""
    return next((capacity.title for capacity in person.capacities() if capacity.kind == "person"), "")


def fresh(activation: Any) -> Measure:
    """The measure as it is now."""
    return Measure.objects.select_related("item", "restoration_item").get(pk=activation.process.measure_id)


def the_restoration(activation: Any) -> str:
    """The question about restoring the participation."""
    item = fresh(activation).restoration_item
    assert item is not None, "the flow waits for the question the signatory has put"
    return key(item)


def stands(*statuses: str) -> Any:
    """A question to the complaint: does it stand in one of these?"""
    return lambda activation: NormComplaint.objects.filter(
        pk=activation.process.complaint_id, status__in=statuses
    ).exists()


class MeasureFlow(flow.Flow):
    """Меры комитета к подписанту

    Приостановление или исключение решает комитет; приостановленный может сообщить, что причина устранена.
    """

    process_class = MeasureCase
    office = "role:protocol_editor"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("По заключению рабочей группы").Next(this.hear_measure)
    propose_measure = (
        StartAsk(forms.ProposeMeasureForm, actions.propose_measure)
        .Available(proposes_measures)
        .Annotation("Представление в комитет")
        .Next(this.hear_measure)
    )
    hear_measure = (
        Await(
            lambda activation: key(activation.process.measure.item),
            until=lambda activation: fresh(activation).item.is_concluded,
            then=actions.apply_measure,
        )
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Office("role:committee_secretary")
        .Next(this.is_suspended)
    )
    is_suspended = (
        flow.Switch()
        .Case(this.remedy, cond=lambda activation: actions.has_somebody_to_remedy(fresh(activation)))
        .Default(this.end)
    )
    remedy = (
        Ask(forms.RemedyForm, actions.remedy)
        .Titled("Сообщить, что причина приостановления устранена")
        .To(lambda activation: activation.process.measure.signatory.signer_key, "приостановленный подписант")
        .Within("protocol.restoration", continues=True, consequence="комитет может вернуться к вопросу об участии.")
        .InAbsence(COLLEAGUE)
        .Next(this.hear_restoration)
    )
    hear_restoration = (
        Await(
            the_restoration,
            until=lambda activation: fresh(activation).restoration_item.is_concluded,
            then=actions.apply_restoration,
        )
        .Titled("Рассмотрение вопроса о восстановлении")
        .From("городской программный комитет")
        .Office("role:committee_secretary")
        .Next(this.is_suspended)
    )
    end = flow.End().Annotation("Конец")


class SelfReportFlow(flow.Flow):
    """Ежегодный самоотчёт подписанта"""

    process_class = SelfReportCase
    office = "role:protocol_editor"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("Запрос хранителя").Next(this.report)
    report = (
        Ask(forms.ReportForm, actions.report)
        .Titled("Сдать самоотчёт о соблюдении Протокола")
        .To(lambda activation: activation.process.report.signatory.signer_key, "подписант")
        .Within("protocol.self_report", consequence="в сводном докладе комитету будет отмечено, что отчёта нет.")
        .InAbsence(COLLEAGUE)
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")


class NormComplaintFlow(flow.Flow):
    """Обращение о несоблюдении Протокола

    Ответ подписанта, примирительная встреча, заключение рабочей группы, меры комитета.
    """

    process_class = ComplaintCase
    office = "role:protocol_editor"
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
        .To("role:protocol_editor", "редактор Протокола")
        .Within("protocol.complaint_check")
        .Next(this.is_accepted)
    )
    is_accepted = flow.Switch().Case(this.respond, cond=stands(Status.RESPONSE_WAIT)).Default(this.end)
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
        .To("role:protocol_editor", "редактор Протокола")
        .Within("protocol.mediation")
        .Next(this.is_reconciled)
    )
    is_reconciled = flow.Switch().Case(this.conclude, cond=stands(Status.CONCLUSION)).Default(this.end)
    conclude = (
        Ask(forms.ConcludeForm, actions.conclude)
        .Titled("Оформить заключение рабочей группы")
        .To("role:protocol_editor", "редактор Протокола")
        .Within("protocol.complaint_conclusion")
        .Next(this.has_measures)
    )
    has_measures = flow.Switch().Case(this.await_committee, cond=stands(Status.RECOMMENDED_MEASURES)).Default(this.end)
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
