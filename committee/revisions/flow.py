"""Who is waited for when a body is asked about a decision of its own (DC-11)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Await
from committee.agenda.models import AgendaItem
from committee.decisions.models import Decision
from committee.revisions import actions
from committee.revisions.cases import RevisionCase
from journal.record import key


def item_of(activation: Activation) -> AgendaItem:
    """The question as it is now."""
    return AgendaItem.objects.get(revision=activation.process.revision_id)


def decision_of(activation: Activation) -> Decision:
    """The decision that may be changed, as it is now."""
    return Decision.objects.get(revisions=activation.process.revision_id)


class RevisionFlow(flow.Flow):
    """Пересмотр решения: орган отвечает новым решением, две трети изменяют или отменяют прежнее."""

    process_class = RevisionCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Пересмотр решения"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Next(this.consider)
    consider = (
        Await(lambda activation: key(item_of(activation)), until=lambda activation: item_of(activation).is_concluded)
        .Titled("Рассмотрение вопроса о решении")
        .From("орган, который его принял")
        .Next(this.carry_out)
    )
    carry_out = (
        Await(
            lambda activation: key(decision_of(activation)),
            until=lambda activation: decision_of(activation).status != Decision.Status.APPEALED,
            then=actions.settle,
        )
        .Titled("Апелляция на прежнее решение")
        .From("апелляционная комиссия")
        .Next(this.end)
    )
    end = flow.End()
