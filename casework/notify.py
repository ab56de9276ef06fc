"""Telling people: one event is one message to one person, in the cabinet at once and by e-mail through the queue."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from casework import writing
from casework.formats import nested_quotes


def notify(addressee: str, event: str, title: str, text: str = "", url: str = "") -> int:
    """Tell everybody who holds the capacity now; returns how many were told.

    `event` names the occurrence for ever ("proposal:17:returned:2"): telling it twice tells nothing new.
    """
    return _tell(get_user_model().objects.holding(addressee), event, title, text, url)


def tell(person: Any, event: str, title: str, text: str = "", url: str = "") -> bool:
    """Tell one person; False when this event was already told to them."""
    return bool(_tell([person.pk], event, title, text, url))


def _tell(readers: "QuerySet[Any] | list[int]", event: str, title: str, text: str, url: str) -> int:
    """One statement however many are told: whom it has been told already the unique constraint leaves out."""
    title, text = nested_quotes(title), nested_quotes(text)
    parts = writing.messages(readers, title, text, timezone.now(), event=event, url=url)
    return writing.run(parts, "(SELECT count(*) FROM message), (SELECT pk FROM job)")[0]
