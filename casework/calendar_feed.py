"""A person's deadlines for a calendar program: an address that opens without logging in, and therefore says little and is easily renewed."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone
from icalendar import Calendar, Event

from casework import inbox, workdays
from casework.calendar_entries import CalendarEntry, OwnCalendarRows
from casework.models import CalendarFeed
from casework.rooms import announcements


def renew(person: Any) -> str:
    """A new key; the old address opens nothing any more. The key itself is nowhere kept."""
    key = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=person, defaults={"key_hash": _hash(key), "renewed_at": timezone.now()}
    )
    return key


def close(person: Any) -> None:
    """The address opens nothing any more: the password or the second factor of its owner has changed."""
    CalendarFeed.objects.filter(person=person).delete()


def renewed_at(person: Any) -> datetime | None:
    """Since when the address holds; None if there is none."""
    return CalendarFeed.objects.filter(person=person).values_list("renewed_at", flat=True).first()


def owner(key: str) -> Any:
    """Whose key it is; None if it is nobody's."""
    feed = CalendarFeed.objects.filter(key_hash=_hash(key), person__is_active=True).select_related("person").first()
    return feed and feed.person


def calendar(person: Any, absolute: Callable[[str], str]) -> bytes:
    """The person's deadlines as iCalendar: the kind of the step and its day. Of which case it is, the page behind the link tells.

    Beside them stands what rooms put there by name because everybody may know it: an announced event one comes to.
    """
    calendar = empty("deadlines")
    for line in inbox.mine(person):
        if line.waiting.due_at and not line.waiting.paused_at:  # while a term stands still its last day is not known
            event = Event()
            event.add("uid", f"task-{line.waiting.pk}@soglasie")
            event.add("dtstamp", line.waiting.opened_at)
            event.add("dtstart", workdays.local_date(line.waiting.due_at))
            event.add("summary", line.waiting.title)
            event.add("url", absolute(line.waiting.get_absolute_url()))
            calendar.add_component(event)
    for rows in announcements("own_calendar_entries", OwnCalendarRows):
        for entry in rows.rows(person):
            calendar.add_component(component(entry, absolute))
    return calendar.to_ical()


def empty(name: str) -> Calendar:
    """A calendar with nothing in it yet."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Soglasie//{name}//RU")
    calendar.add("version", "2.0")
    return calendar


def component(entry: CalendarEntry, absolute: Callable[[str], str]) -> Event:
    """A line of a calendar as iCalendar has it: whole days end before the day after the last one (RFC 5545, 3.6.1)."""
    event = Event()
    is_timed = isinstance(entry.last, datetime)
    event.add("uid", f"{entry.key}@soglasie")
    event.add("dtstamp", timezone.now())
    event.add("dtstart", entry.first)
    event.add("dtend", entry.last if is_timed else entry.last + timedelta(days=1))
    event.add("summary", entry.title)
    if entry.place:
        event.add("location", entry.place)
    event.add("url", absolute(entry.url))
    return event


def _hash(key: str) -> str:
    """The key is random, so a plain hash is not to be guessed."""
    return sha256(key.encode()).hexdigest()
