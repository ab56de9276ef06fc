"""What the pages of topics show, and to whom what."""

from typing import Any

from django.db.models import Avg, QuerySet

from casework import roles
from casework.discussing import Rules, discussable_of, is_stage
from casework.formats import whole_percent
from casework.models import Waiting
from casework.pages import history, moves, own_steps, timeline
from consultations.messages.models import Message
from consultations.topics.models import Topic
from journal.record import key
from programme.access import Visitor, holds, keys_of
from programme.identity.page import missing_for


def answered_share(asked: int, answered: int) -> int | None:
    """How many per cent of what needs an answer has it; None while nothing needs one."""
    return whole_percent(answered, asked) if asked else None


def messages_of(topic: Topic, person: Visitor) -> "QuerySet[Message]":
    """What the visitor reads of the topic, in order; no office reads here what it has to check in its tasks."""
    return topic.messages.for_reading(person).order_by("number")


def context(topic: Topic, person: Visitor) -> dict[str, Any]:
    """The whole page of a topic."""
    keys = set(keys_of(person))
    waitings = list(Waiting.objects.open().filter(process=topic.case).order_by("pk"))
    is_owner, is_moderator = topic.owner in keys, roles.CONTENT_MODERATOR in keys
    reviews = topic.messages.counted_reviews() if topic.kind == Topic.Kind.REVIEW else None
    return {
        "topic": topic,
        "rows": messages_of(topic, person),
        "person": person,
        "answerer": topic.answerer_title,
        "share": answered_share(topic.asked_count, topic.answered_count),  # type: ignore[attr-defined]
        "rating": reviews.aggregate(mean=Avg("rating"))["mean"] if reviews is not None else None,
        "moves": moves(waitings),
        "my_tasks": own_steps(waitings, keys),
        "missing": missing_for(person, "consultation_message", topic.case.regulation, topic.get_absolute_url())
        if topic.is_open
        else None,
        "may_extend": is_owner and topic.is_window and topic.is_open and topic.extended_from is None,
        "may_cancel": is_owner and topic.is_window and not topic.is_final and not is_stage(topic.object_key),
        "may_end": is_moderator and not topic.is_window and topic.is_open,
        "is_moderator": is_moderator,
        "is_subscribed": person.is_authenticated and topic.subscriptions.filter(person=person.pk).exists(),
        "timeline": timeline(history(topic)),
    }


def running_on(subject: Any) -> set[str]:
    """The kinds of topic that are not over on an object."""
    return set(Topic.objects.about(key(subject)).exclude(status__in=Topic.FINAL).values_list("kind", flat=True))


def may_open(subject: Any, rules: Rules, person: Visitor, running: set[str]) -> list[tuple[str, str]]:
    """Which kinds of topic the visitor may open on an object beside the `running` ones, with the words of the button."""
    if rules.is_stage or not rules.is_public(subject):
        return []
    offers = [
        (Topic.Kind.WINDOW, "Объявить обсуждение", rules.owner(subject)),
        (Topic.Kind.REVIEW, "Открыть отзывы", roles.CONTENT_MODERATOR),
    ]
    return [(kind.value, words) for kind, words, who in offers if kind not in running and holds(person, who)]


def on_object(subject: Any, person: Visitor, *others: Any) -> dict[str, Any]:
    """What the page of an object shows of its topics and of those on `others`; nothing of an object nobody may discuss."""
    announced = discussable_of(subject)
    if announced is None or not subject.pk:
        return {}
    object_key = key(subject)
    keys = [object_key, *(key(other) for other in others if other is not None)]
    topics = list(Topic.objects.filter(object_key__in=keys).order_by("-pk").with_counts())
    running = {topic.kind for topic in topics if topic.object_key == object_key and not topic.is_final}
    return {
        "topics": topics[:10],
        "offers": may_open(subject, announced.rules, person, running),
        "object_key": object_key,
    }
