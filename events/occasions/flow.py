"""How an event is led: announced, begun at its time, finished, summed up (programme 8.5)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from events.occasions import actions, forms
from events.occasions.cases import EventCase
from events.occasions.models import Event
from journal.record import key

Status = Event.Status
ORGANIZER = (roles.EVENT_ORGANIZER, "организатор мероприятий")


def own_key(activation: Activation) -> str:
    """The event, under its name in the journal."""
    return key(activation.process.event)


class EventFlow(flow.Flow):
    """Мероприятие

    От плана до итогов.
    """

    process_class = EventCase
    office = roles.COMMITTEE_SECRETARY
    process_title = "Мероприятие"
    lock_impl = staticmethod(case_lock)

    begin = flow.StartHandle().Annotation("Мероприятие запланировано").Next(this.announce)
    announce = (
        Ask(forms.AnnounceForm, actions.announce)
        .Titled("Объявить мероприятие")
        .To(*ORGANIZER)
        .WhileNeeded(own_key, has_left(Status.PLANNED))
        .Next(this.is_announced)
    )
    is_announced = flow.Switch().Case(this.wait_start, cond=has_status(Status.REGISTRATION)).Default(this.end)
    wait_start = (
        Await(own_key, until=has_left(Status.REGISTRATION))
        .Titled("Идёт запись")
        .From("день мероприятия")
        .Within("event.notice", lapse=actions.start, consequence="мероприятие начнётся само.")
        .Next(this.is_begun)
    )
    is_begun = flow.Switch().Case(this.finish, cond=has_status(Status.ON)).Default(this.end)
    finish = (
        Ask(forms.FinishForm, actions.finish)
        .Titled("Отметить явку и завершить мероприятие")
        .To(*ORGANIZER)
        .Within("event.finish", lapse=actions.finish, consequence="кого не отметили, будут записаны как «не был».")
        .WhileNeeded(own_key, has_left(Status.ON))
        .Next(this.publish)
    )
    publish = (
        Ask(forms.PublishForm, actions.publish)
        .Titled("Опубликовать итоги мероприятия")
        .To(*ORGANIZER)
        .Within("event.outcome", consequence="об этом узнает секретарь комитета.")
        .WhileNeeded(own_key, has_left(Status.SUMMING))
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
