"""What goes out of discussions to feed readers and calendar programs: only what everybody reads."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from consultations.messages.models import Message
from consultations.topics.models import Topic

MOST = 50


def _feed(title: str, page: str, about: str, here: str) -> Any:
    site = settings.SITE_URL
    return Atom1Feed(title=title, link=site + page, description=about, feed_url=site + here, language="ru")


def of_topics(here: str) -> str:
    """Topics as they are announced, the newest first."""
    feed = _feed("Обсуждения", reverse("consultations"), "Новые темы: что обсуждают и до какого дня", here)
    for topic in Topic.objects.order_by("-pk")[:MOST]:
        link = settings.SITE_URL + topic.get_absolute_url()
        until = f" до {topic.ends_on:%d.%m.%Y}" if topic.ends_on else ""
        feed.add_item(
            title=f"{topic.get_kind_display()}: {topic}", link=link, description=f"{topic.get_status_display()}{until}. {topic.about}",
            unique_id=link, pubdate=topic.announced_at, updateddate=topic.closed_at or topic.announced_at,
        )  # fmt: skip
    return str(feed.writeString("utf-8"))


def of_topic(topic: Topic, here: str) -> str:
    """Its messages that are shown, with their answers, the newest first."""
    feed = _feed(str(topic), topic.get_absolute_url(), topic.about, here)
    rows = (
        Message.objects.readable().filter(topic=topic).select_related("reply", "topic", "organization").order_by("-pk")
    )
    for row in rows[:MOST]:
        link, reply = settings.SITE_URL + row.get_absolute_url(), getattr(row, "reply", None)
        answer = f"\n\n{reply.by_body}: {reply.text}" if reply else ""
        feed.add_item(
            title=str(row), link=link, description=f"{row.text}{answer}", unique_id=link, pubdate=row.at,
            updateddate=reply.at if reply else row.checked_at or row.at,
        )  # fmt: skip
    return str(feed.writeString("utf-8"))


def windows() -> bytes:
    """Windows that are to come or go on, as days of a calendar: from the first to the last."""
    calendar = Calendar()
    calendar.add("prodid", "-//Soglasie//consultations//RU")
    calendar.add("version", "2.0")
    rows = Topic.objects.filter(kind=Topic.Kind.WINDOW).exclude(status__in=Topic.FINAL).order_by("starts_on", "pk")
    for topic in rows:
        event = Event()
        event.add("uid", f"topic-{topic.pk}@soglasie")
        event.add("dtstamp", topic.announced_at)
        event.add("dtstart", topic.starts_on)
        if topic.ends_on:
            event.add("dtend", topic.ends_on + timedelta(days=1))  # the end of a whole day is the next one (RFC 5545)
        event.add("summary", f"Обсуждение: {topic}")
        event.add("url", settings.SITE_URL + topic.get_absolute_url())
        calendar.add_component(event)
    return bytes(calendar.to_ical())
