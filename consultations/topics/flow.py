"""How a topic is led: announced, open, summed up (programme 8.3)."""

from viewflow import this
from viewflow.workflow import flow
from viewflow.workflow.activation import Activation

from casework import roles
from casework.locking import case_lock
from casework.nodes import Ask, Await
from casework.predicates import has_left, has_status
from consultations.topics import actions, forms
from consultations.topics.cases import TopicCase
from consultations.topics.models import Topic
from journal.record import key

Status = Topic.Status


def topic_of(activation: Activation) -> Topic:
    """The topic as its row stands."""
    return Topic.objects.get(pk=activation.process.topic_id)


def own_key(activation: Activation) -> str:
    """The topic, under its name in the journal."""
    return key(activation.process.topic)


def owner(activation: Activation) -> str:
    """Who leads it."""
    return topic_of(activation).owner


def is_permanent(activation: Activation) -> bool:
    """Has it no window?"""
    return not topic_of(activation).is_window


def is_empty(activation: Activation) -> bool:
    """Has nobody written anything the summary would have to show?"""
    topic = topic_of(activation)
    return topic.status == Status.SUMMING and not actions.has_messages(topic)


class TopicFlow(flow.Flow):
    """Обсуждение

    От объявления до свода предложений.
    """

    process_class = TopicCase
    office = roles.CONTENT_MODERATOR
    process_title = "Обсуждение"
    lock_impl = staticmethod(case_lock)

    start = flow.StartHandle().Annotation("Обсуждение объявлено").Next(this.is_begun)
    is_begun = (
        flow.Switch()
        .Case(this.talk, cond=is_permanent)
        .Case(this.listen, cond=has_status(Status.OPEN))
        .Default(this.wait_start)
    )
    talk = (
        Await(own_key, until=has_left(Status.OPEN)).Titled("Тема открыта").From("участники обсуждения").Next(this.end)
    )
    wait_start = (
        Await(own_key, until=has_left(Status.ANNOUNCED))
        .Titled("Обсуждение объявлено")
        .From("первый день обсуждения")
        .Within("consultation.notice", lapse=actions.open_window, consequence="обсуждение откроется само.")
        .Next(this.is_opened)
    )
    is_opened = flow.Switch().Case(this.listen, cond=has_status(Status.OPEN)).Default(this.end)
    listen = (
        Await(own_key, until=has_left(Status.OPEN))
        .Titled("Идёт обсуждение")
        .From("участники обсуждения")
        .Within("consultation.window", lapse=actions.end_window, consequence="обсуждение закончится само.")
        .Next(this.is_silent)
    )
    is_silent = (
        flow.Switch()
        .Case(this.close_empty, cond=is_empty)
        .Case(this.summarise, cond=has_status(Status.SUMMING))
        .Default(this.end)
    )
    close_empty = (
        flow.Function(lambda activation: actions.close_empty(topic_of(activation)))
        .Annotation("Свод: сообщений не было")
        .Next(this.end)
    )
    summarise = (
        Ask(forms.SummaryForm, actions.publish_summary)
        .Titled("Опубликовать свод предложений")
        .To(owner, "кто ведёт обсуждение")
        .Within("consultation.summary", consequence="через двойной срок свод выйдет сам, с пометой «ответа нет».")
        .WhileNeeded(own_key, has_left(Status.SUMMING))
        .InAbsence("свод опубликует другой сотрудник с той же ролью.")
        .Next(this.end)
    )
    end = flow.End().Annotation("Конец")
