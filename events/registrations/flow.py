"""An application to an event of a kind with a selection: the organiser chooses or declines (RG-04, RG-05)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask
from casework.predicates import has_left
from events.registrations import actions, forms
from events.registrations.cases import RegistrationCase
from events.registrations.models import Registration
from journal.record import key


def own_key(activation: Activation) -> str:
    """The registration, under its name in the journal."""
    return key(activation.process.registration)


class SelectionFlow(flow.Flow):
    """Отбор участников мероприятия

    Заявка на место и ответ организатора.
    """

    process_class = RegistrationCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Отбор участников"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Заявка подана").Next(this.select)
    select = (
        Ask(forms.SelectForm, actions.select)
        .Titled("Отобрать участника или отказать")
        .To(roles.EVENT_ORGANIZER, "организатор мероприятий")
        .Within("event.selection", consequence="заявка останется без ответа до начала мероприятия.")
        .WhileNeeded(own_key, has_left(Registration.Status.APPLIED))
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
