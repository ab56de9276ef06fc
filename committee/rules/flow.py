"""Who is asked next about a change of the rules (регламент 3.0, 3.5)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await, StartAsk
from casework.predicates import has_status
from committee.agenda.models import AgendaItem
from committee.rules import actions, forms
from committee.rules.cases import RulesCase
from committee.rules.models import RulesDraft
from journal.record import key
from programme.access import holds


def drafts_rules(person: Any) -> str:
    """The secretary of the committee prepares changes of the rules."""
    return "секретарь комитета" if holds(person, roles.COMMITTEE_SECRETARY) else ""


def item_of(activation: Activation) -> AgendaItem:
    """The question as it is now."""
    draft = RulesDraft.objects.select_related("item").get(pk=activation.process.draft_id)
    assert draft.item is not None, "the flow waits for the question the secretary has put"
    return draft.item


class RulesFlow(flow.Flow):
    """Изменение правил: от проекта до версии, которую принял комитет."""

    process_class = RulesCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Изменение правил"
    lock_impl = staticmethod(case_lock)

    begin = (
        StartAsk(forms.BeginForm, actions.begin, task_title="Подготовить изменение правил")
        .Available(drafts_rules)
        .Next(this.propose)
    )
    propose = (
        Ask(forms.ProposeForm, actions.propose)
        .To(roles.COMMITTEE_SECRETARY, "секретарь комитета")
        .Titled("Подготовить проект и внести в комитет")
        .Next(this.consider)
    )
    consider = (
        Await(
            lambda activation: key(item_of(activation)),
            until=lambda activation: item_of(activation).is_concluded,
            then=actions.settle,
        )
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_settled)
    )
    is_settled = flow.Switch().Case(this.propose, cond=has_status(RulesDraft.Status.DRAFT)).Default(this.end)
    end = flow.End()
