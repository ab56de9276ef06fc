"""Who is asked next about a measure of the committee (KS-09, KS-11)."""

from typing import Any

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import COLLEAGUE, Ask, Await, StartAsk
from committee.models import AgendaItem
from journal.record import key
from protocol.measures import actions, forms
from protocol.measures.cases import MeasureCase
from protocol.measures.models import Measure
from protocol.roles import EDITOR

PROPOSERS = (roles.PROTOCOL_EDITOR, roles.CLERK, roles.COMMITTEE_SECRETARY)


def measure_of(activation: Activation) -> Measure:
    """The measure as it is now."""
    return Measure.objects.select_related("item", "restoration_item").get(pk=activation.process.measure_id)


def proposes_measures(person: Any) -> str:
    """Who may put a signatory's participation before the committee."""
    return next((capacity.title for capacity in person.capacities() if capacity.key in PROPOSERS), "")


def restoration_item(activation: Activation) -> AgendaItem:
    """The question about restoring the participation, as it is now."""
    item = measure_of(activation).restoration_item
    assert item is not None, "the flow waits for the question the signatory has put"
    return item


class MeasureFlow(flow.Flow):
    """Меры комитета к подписанту

    Приостановление или исключение решает комитет; приостановленный может сообщить, что причина устранена.
    """

    process_class = MeasureCase
    office = EDITOR[0]
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
            until=lambda activation: measure_of(activation).item.is_concluded,
            then=actions.apply_measure,
        )
        .Titled("Рассмотрение в комитете")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_suspended)
    )
    is_suspended = (
        flow.Switch()
        .Case(this.remedy, cond=lambda activation: actions.has_somebody_to_remedy(measure_of(activation)))
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
            lambda activation: key(restoration_item(activation)),
            until=lambda activation: restoration_item(activation).is_concluded,
            then=actions.apply_restoration,
        )
        .Titled("Рассмотрение вопроса о восстановлении")
        .From("городской программный комитет")
        .Office(roles.COMMITTEE_SECRETARY)
        .Next(this.is_suspended)
    )
    end = flow.End().Annotation("Конец")
