"""What goes out of a followed object to feed readers and calendar programs: only what everybody reads."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from icalendar import Calendar, Event

from casework.following import Rules
from journal.record import key
from programme.following.actions import news_of


def atom(subject: Any, rules: Rules, here: str) -> str:
    """Its news, the newest first."""
    link = settings.SITE_URL + subject.get_absolute_url()
    title = rules.title(subject)
    feed = Atom1Feed(title=title, link=link, description=title, feed_url=settings.SITE_URL + here, language="ru")
    for entry, words in news_of(subject, rules):
        feed.add_item(
            title=words,
            link=link,
            description=words,
            unique_id=f"{link}#{entry.pk}",
            pubdate=entry.at,
            updateddate=entry.at,
        )
    return str(feed.writeString("utf-8"))


def days(subject: Any, rules: Rules) -> bytes:
    """Its days, each a whole one."""
    calendar = Calendar()
    calendar.add("prodid", "-//Soglasie//following//RU")
    calendar.add("version", "2.0")
    for day, words in rules.days(subject):
        event = Event()
        event.add("uid", f"{key(subject)}-{day}-{words[:20]}@soglasie")
        event.add("dtstamp", timezone.now())
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", words)
        event.add("url", settings.SITE_URL + subject.get_absolute_url())
        calendar.add_component(event)
    return bytes(calendar.to_ical())
