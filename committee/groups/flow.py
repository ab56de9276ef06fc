"""An organisation forms a group: the office answers within its term; silence confirms (programme 8.8 and «Молчание»)."""

from viewflow import this
from viewflow.workflow import flow

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask
from committee.groups import actions, forms
from committee.groups.cases import GroupCase


class GroupFlow(flow.Flow):
    """Группа организации

    Организация образует проектно-аналитическую группу, секретарь комитета отвечает.
    """

    process_class = GroupCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Группа организации"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Организация попросила").Next(this.answer)
    answer = (
        Ask(forms.AnswerForm, actions.answer)
        .Titled("Ответить организации о её группе")
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Within("group.confirm", lapse=actions.keep_silent, consequence="группа образуется сама.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
