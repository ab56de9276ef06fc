"""A notice of withdrawal waits for its day (регламент 3.4.3)."""

from viewflow import this
from viewflow.workflow import flow

from casework import roles
from casework.locking import case_lock
from casework.nodes import Await
from journal.record import key
from protocol.departures import actions
from protocol.departures.cases import DepartureCase
from protocol.departures.models import Departure


class DepartureFlow(flow.Flow):
    """Выход из Протокола

    Уведомление вступает в силу само через 30 календарных дней; до этого его можно отозвать.
    """

    process_class = DepartureCase
    office = roles.CLERK
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("Уведомление о выходе").Next(this.leave)
    leave = (
        Await(
            lambda activation: key(activation.process.departure),
            until=lambda activation: not Departure.objects.get(pk=activation.process.departure_id).is_open,
        )
        .Titled("Срок уведомления о выходе")
        .From("никто: выход вступит в силу сам")
        .Within("protocol.withdrawal", lapse=actions.leave, consequence="участие в Протоколе прекратится.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
