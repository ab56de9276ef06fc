"""An organisation forms a group: the office answers within its term; silence confirms (programme 8.8 and «Молчание»)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask
from committee.groups import actions, forms
from committee.groups.cases import GroupCase
from committee.groups.models import GroupRequest
from journal.record import key


def own_key(activation: Activation) -> str:
    """The request, under its name in the journal."""
    return key(activation.process.request)


def is_withdrawn(activation: Activation) -> bool:
    """Has the organisation taken it back?"""
    return GroupRequest.objects.filter(
        pk=activation.process.request_id, outcome=GroupRequest.Outcome.WITHDRAWN
    ).exists()


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
        .WhileNeeded(own_key, is_withdrawn)
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
