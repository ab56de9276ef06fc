"""Announcing a topic, its window, its summary, its end (CS-01…CS-09). Under the lock of its own case."""

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from casework import deadlines, door, roles, workdays
from casework.discussing import Rules, is_stage
from casework.door import Refused
from casework.locking import locked
from casework.models import Waiting
from casework.notify import notify
from consultations.messages.models import Message
from consultations.topics import papers
from consultations.topics.models import Subscription, Topic
from journal.record import acting, key, move, record
from programme.models import Person, Regulation

Status, Kind = Topic.Status, Topic.Kind
CITY = "city"  # what a topic about the city is about: it has no row


def announce(
    *, by: Person | None, kind: str, title: str, about: str, owner: str, answerer: str, object_key: str = "",
    object_title: str = "", object_url: str = "", object_version: str = "", days: int = 0, is_begun: bool = False,
) -> Topic:  # fmt: skip
    """CS-01, CS-03: a topic with its case. In the transaction of whatever it comes from.

    `owner` leads it, `answerer` answers; both are capacity keys. `days`: working days of a window, at least what the regulation asks.
    `is_begun`: it opens now and not on the next working day, because what is discussed has just become known to everybody.
    """
    rules, today = Regulation.in_force(), workdays.local_date()
    is_window, least = kind == Kind.WINDOW, rules.term("consultation.window").days
    is_begun = is_begun or not is_window
    first = today if is_begun else workdays.add(today, rules.term("consultation.notice").days)
    topic = Topic(
        kind=kind, title=title[:200], about=about, owner=owner, answerer=answerer, object_key=object_key,
        object_title=object_title[:300], object_url=object_url, object_version=object_version, starts_on=first,
        ends_on=_last_day(first, max(days, least), is_begun) if is_window else None,
    )  # fmt: skip
    topic.save(force_insert=True)
    until = f" до {topic.ends_on:%d.%m.%Y}" if topic.ends_on else ""
    record(topic, "announce", f"Объявлено: {topic}, с {first:%d.%m.%Y}{until}", by=by, after=topic.status)
    if is_begun:
        move(topic.open, "Обсуждение открыто", by=by)
    door.open_case(topic, by)
    return topic


def _last_day(first: Any, days: int, is_begun: bool) -> Any:
    """A window that opens in the middle of a day has so many whole days after it."""
    return workdays.add(first, days if is_begun else days - 1)


def announce_on(
    subject: Any, rules: Rules, *, by: Person, kind: str, title: str, about: str, days: int = 0, is_begun: bool = False
) -> Topic:
    """A topic on an object a room has announced as discussable: everybody must read the object, and a version of it be frozen."""
    if not rules.is_public(subject):
        raise Refused("Обсуждают то, что видно всем и ещё не закончилось.")
    return announce(
        by=by, kind=kind, title=title, about=about, days=days, is_begun=is_begun, owner=rules.owner(subject), object_key=key(subject),
        answerer=rules.executor(subject) if kind == Kind.REVIEW else rules.owner(subject), object_title=rules.title(subject),
        object_url=subject.get_absolute_url(), object_version=rules.version(subject),
    )  # fmt: skip


def open_forum(*, by: Person, title: str, about: str, answerer: str) -> Topic:
    """CS-03: a topic without a window."""
    return announce(by=by, kind=Kind.FORUM, title=title, about=about, owner=roles.CONTENT_MODERATOR, answerer=answerer)


def open_city(*, by: Person, title: str, about: str, answerer: str) -> Topic:
    """CS-03: where people say what is good and what is bad about the city; one at a time."""
    if Topic.objects.filter(kind=Kind.CITY, status=Status.OPEN).exists():
        raise Refused("Тема о городе уже открыта: она на странице «О городе».")
    owner = roles.CONTENT_MODERATOR
    return announce(by=by, kind=Kind.CITY, title=title, about=about, owner=owner, answerer=answerer, object_key=CITY)


def open_window(topic: Topic) -> None:
    """CS-02: the first day has come."""
    move(topic.open, "Обсуждение открыто", payload={"until": f"{topic.ends_on:%Y-%m-%d}"})
    door.notify_waiters(topic)
    tell_subscribers(topic, "opened", "Обсуждение открыто", f"{topic}: писать можно до {topic.ends_on:%d.%m.%Y}")


def end_window(topic: Topic) -> None:
    """CS-06: the last day is over."""
    move(topic.end_window, "Обсуждение завершено, сводятся предложения")
    door.notify_waiters(topic)


def extend(topic: Topic, *, by: Person, days: int, ground: str) -> None:
    """CS-04: once, by so many working days at most, before the window ends."""
    if not (topic.is_open and topic.ends_on):
        raise Refused("Продлить можно только идущее обсуждение.")
    if topic.extended_from is not None:
        raise Refused("Обсуждение уже продлевали: второй раз нельзя.")
    most = topic.case.term("consultation.extension").days
    if not 1 <= days <= most:
        raise Refused(f"Продлить можно на срок от 1 до {most} рабочих дней.")
    topic.extended_from, topic.ends_on = topic.ends_on, workdays.add(topic.ends_on, days)
    move(topic.extend, f"Обсуждение продлено до {topic.ends_on:%d.%m.%Y}", by=by, ground=ground)
    for waiting in Waiting.objects.open().filter(deadline="consultation.window", process=topic.case):
        deadlines.move_to(waiting, workdays.end_of(topic.ends_on))
    _tell_authors(topic, "extended", f"Обсуждение продлено до {topic.ends_on:%d.%m.%Y}", ground)


def has_messages(topic: Topic) -> bool:
    """Is there anything that the summary has to show or to count as unchecked?"""
    return topic.messages.exclude(status__in=[Message.Status.WITHDRAWN]).exists()


def why_not_closed(topic: Topic) -> str:
    """What the summary still lacks (Russian), or nothing (CS-05)."""
    unchecked = topic.messages.unchecked().count()
    unanswered = list(topic.messages.needing_answer().values_list("number", flat=True))
    if unchecked:
        return f"Свод ещё не готов: модератор не проверил сообщений — {unchecked}. Он видит их в своих задачах."
    if unanswered:
        numbers = ", ".join(f"№ {number}" for number in unanswered[:10])
        return f"Свод ещё не готов: нет ответа на сообщения {numbers}. Ответьте на них, тогда публикуйте свод."
    return ""


def publish_summary(topic: Topic, *, by: Person, lead: str = "") -> None:
    """CS-05: every question and proposal that is shown has its answer."""
    if reason := why_not_closed(topic):
        raise Refused(reason)
    _close(topic, "Опубликован свод предложений", lead, by)


def close_empty(topic: Topic) -> None:
    """CS-05 without anybody: nothing came in, and the summary says so."""
    _close(topic, "Обсуждение закрыто: сообщений не было", "", None)


def _close(topic: Topic, title: str, lead: str, by: Person | None) -> None:
    topic.summary = papers.summary(topic, lead, by)
    move(topic.close, f"{title}, № {topic.summary.number}", by=by, at=timezone.now())
    door.notify_waiters(topic)
    _tell_authors(topic, "closed", "Вышел свод предложений", f"{topic}: № {topic.summary.number}")


def close_overdue() -> int:
    """CS-08: the term of the summary has passed twice; it comes out and says where there is no answer. Once a night; how many."""
    count, today = 0, workdays.local_date()
    for topic in Topic.objects.filter(status=Status.SUMMING, ends_on__lt=today).select_related("case__regulation"):
        assert topic.ends_on, "a window has a last day"
        if workdays.add(topic.ends_on, topic.case.term("consultation.summary_limit").days) >= today:
            continue
        with locked(topic.case.pk), acting("система"):
            fresh = Topic.objects.get(pk=topic.pk)
            if fresh.status == Status.SUMMING:
                _close(fresh, "Свод предложений вышел по сроку, без части ответов", "", None)
                count += 1
    return count


def cancel(topic: Topic, *, by: Person | None, ground: str) -> None:
    """CS-07: what was discussed has been withdrawn or replaced."""
    if topic.is_final:
        raise Refused("Обсуждение уже закончилось.")
    if is_stage(topic.object_key):
        raise Refused("Без этого обсуждения обсуждаемое дальше не пойдёт: его можно продлить, отменить нельзя.")
    topic.ground = ground
    move(topic.cancel, "Обсуждение отменено", by=by, ground=ground, at=timezone.now())
    door.notify_waiters(topic)
    _tell_authors(topic, "cancelled", "Обсуждение отменено", ground)


def end(topic: Topic, *, by: Person, ground: str) -> None:
    """CS-09: a topic without a window."""
    if topic.is_window or not topic.is_open:
        raise Refused("Закрыть так можно открытую тему без последнего дня.")
    topic.ground = ground
    move(topic.end, "Тема закрыта", by=by, ground=ground, at=timezone.now())
    door.notify_waiters(topic)


def _tell_authors(topic: Topic, event: str, title: str, text: str) -> None:
    authors = topic.messages.exclude(status=Message.Status.WITHDRAWN).values_list("author", flat=True).distinct()
    for author in authors.order_by("author"):
        notify(f"person:{author}", f"consultation:{topic.pk}:{event}", title, text, topic.get_absolute_url())
    tell_subscribers(topic, event, title, text, but=authors)


def subscribe(topic: Topic, *, by: Person) -> None:
    """Hear of the topic from now on; a second click changes nothing."""
    if topic.is_final:
        raise Refused("Обсуждение закончилось: новостей в нём больше не будет.")
    Subscription.objects.get_or_create(topic=topic, person=by)


def unsubscribe(topic: Topic, *, by: Person) -> None:
    """Hear of it no more."""
    Subscription.objects.filter(topic=topic, person=by).delete()


def tell_subscribers(topic: Topic, event: str, title: str, text: str, but: Iterable[int] = (), at: str = "") -> None:
    """A message to whoever has subscribed and still may log in; `but`: people who have been told already. `at`: where to read."""
    rows = topic.subscriptions.filter(person__is_active=True).exclude(person__in=but).order_by("person")
    for person in rows.values_list("person", flat=True):
        where = at or topic.get_absolute_url()
        notify(
            f"person:{person}",
            f"subscription:{topic.pk}:{event}",
            title,
            f"{text}\nОтписаться — на странице темы.",
            where,
        )
