"""How a report is awaited: the office is asked until a card comes, or says that there will be none (row 60)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask
from journal.record import key
from monitoring.reporting import actions, forms
from monitoring.reporting.cases import REPORT, ReportCase
from monitoring.reporting.facts import is_over


def indicator_key(activation: Activation) -> str:
    """The indicator, under its name in the journal: a link to it wakes the case."""
    return key(activation.process.report.indicator)


class ReportFlow(flow.Flow):
    """Отчёт о показателе

    Период кончился — ждут отчёт. Карточка, связанная с показателем, заканчивает ожидание сама.
    """

    process_class = ReportCase
    office = roles.ANALYST
    lock_impl = staticmethod(case_lock)
    process_title = "Отчёт о показателе"

    begin = flow.StartHandle().Annotation("Период кончился").Next(this.report)
    report = (
        Ask(forms.GiveUpForm, actions.give_up)
        .Titled("Представить отчёт о показателе")
        .To(roles.ANALYST, "аналитик")
        .Within(REPORT, consequence="на странице показателя будет видно, что отчёт просрочен.")
        .WhileNeeded(indicator_key, lambda activation: is_over(activation.process.report))
        .Next(this.settle)
    )
    settle = (
        flow.Function(lambda activation: actions.settle(activation.process.report))
        .Annotation("Записано, чем кончилось")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
