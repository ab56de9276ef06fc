"""What happened, newest first, as `look/timeline.html` draws it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model, QuerySet

from journal.models import Entry
from journal.record import key


@dataclass
class Event:
    """A line of the timeline: what happened, in whose capacity, on what ground, and where to read more."""

    at: datetime
    title: str
    capacity: str = ""
    note: str = ""
    url: str = ""
    url_text: str = ""


def history(subject: Model) -> "QuerySet[Entry]":
    """The journal of an object, newest first. Which of it somebody may read is the rule of the room that asks."""
    return Entry.objects.filter(subject=key(subject)).order_by("-id")


def timeline(entries: Iterable[Entry], *, has_grounds: bool = False, has_capacities: bool = True) -> list[Event]:
    """Entries of the journal as lines: with their grounds and the capacities people acted in, or without."""
    return [
        Event(
            entry.at,
            entry.title,
            entry.capacity if has_capacities else "",
            entry.ground if has_grounds else "",
        )
        for entry in entries
    ]
