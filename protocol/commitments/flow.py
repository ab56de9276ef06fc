"""Who is asked for a self-report (регламент 3.4, «Соблюдение»)."""

from viewflow import this
from viewflow.workflow import flow

from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask
from protocol.commitments import actions, forms
from protocol.commitments.cases import SelfReportCase
from protocol.roles import EDITOR


class SelfReportFlow(flow.Flow):
    """Ежегодный самоотчёт подписанта"""

    process_class = SelfReportCase
    office = EDITOR[0]
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
