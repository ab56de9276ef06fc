"""Who is asked for the yearly self-report on a Mark (регламент 3.3)."""

from viewflow import this
from viewflow.workflow import flow

from casework import workdays
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await
from journal.record import key
from quality_mark.reports import actions, forms
from quality_mark.reports.cases import MarkReportCase
from quality_mark.roles import SECRETARY


class MarkReportFlow(flow.Flow):
    """Годовой самоотчёт обладателя Знака"""

    process_class = MarkReportCase
    office = SECRETARY[0]
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.year)
    year = (
        Await(
            lambda activation: key(activation.process.report),
            until=lambda activation: activation.process.report.opens_on <= workdays.local_date(),
            then=actions.ask_report,
        )
        .Titled("Идёт год Знака")
        .From("обладатель Знака")
        .Within("mark.report_opens", lapse=actions.ask_report, consequence="обладателя попросят отчитаться за год.")
        .Next(this.report)
    )
    report = (
        Ask(forms.ReportForm, actions.report)
        .Titled("Сдать самоотчёт обладателя Знака")
        .To(lambda activation: activation.process.report.mark.signer_key, "обладатель Знака")
        .Within("mark.report", consequence="без самоотчёта Знак не продлевают.")
        .InAbsence(COLLEAGUE)
        .Next(this.end)
    )
    end = flow.End()
