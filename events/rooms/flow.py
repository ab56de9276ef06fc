"""An organisation asks for a room: the office confirms, or refuses and offers other times; silence confirms (BK-02…BK-04)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask
from casework.predicates import has_left
from events.rooms import actions, forms
from events.rooms.cases import BookingCase
from events.rooms.models import Booking
from journal.record import key


def own_key(activation: Activation) -> str:
    """The booking, under its name in the journal."""
    return key(activation.process.booking)


class BookingFlow(flow.Flow):
    """Просьба о помещении

    Организация просит помещение города, секретарь площадок отвечает.
    """

    process_class = BookingCase
    office = roles.PLATFORM_SECRETARY
    process_title = "Просьба о помещении"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Помещение попросили").Next(this.answer)
    answer = (
        Ask(forms.AnswerForm, actions.answer)
        .Titled("Ответить на просьбу о помещении")
        .To(roles.PLATFORM_SECRETARY, "секретарь площадок")
        .Within("booking.reply", lapse=actions.keep_silent, consequence="бронь подтвердится сама.")
        .WhileNeeded(own_key, has_left(Booking.Status.REQUESTED))
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
