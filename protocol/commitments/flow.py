"""Keeping to the Protocol: measures, self-reports, complaints, read aloud (регламент 3.4, «Соблюдение», 3.4.4)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask
from protocol.commitments import actions, forms
from protocol.commitments.cases import SelfReportCase
from protocol.complaints.models import NormComplaint
from protocol.measures.models import Measure

Status = NormComplaint.Status
PROPOSERS = ("role:protocol_editor", "role:clerk", "role:committee_secretary")


def measure_of(activation: Any) -> Measure:
    """The measure as it is now."""
    return Measure.objects.select_related("item", "restoration_item").get(pk=activation.process.measure_id)


def stands(*statuses: str) -> Any:
    """A question to the complaint: does it stand in one of these?"""
    return lambda activation: NormComplaint.objects.filter(
        pk=activation.process.complaint_id, status__in=statuses
    ).exists()


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
