"""Telling people: one event is one message to one person, in the cabinet at once and by e-mail as the kind of the event allows."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils import timezone

from casework import writing
from casework.formats import nested_quotes
from casework.letters.kinds import kind_of, usual
from casework.models import Waiting


def notify(
    addressee: str, event: str, title: str, text: str = "", url: str = "", *, waiting: Waiting | None = None
) -> int:
    """Tell everybody who holds the capacity now; returns how many were told.

    `event` names the occurrence for ever ("proposal:17:returned:2"): telling it twice tells nothing new. Its kind says whether the
    letter may be gathered with others (`message_kinds` of an AppConfig). `waiting`: the step it is about, with which it is over.
    """
    readers = get_user_model().objects.holding(addressee)
    if waiting and waiting.closed_to:
        readers = readers.exclude(pk__in=[key.removeprefix("person:") for key in waiting.closed_to])
    return _tell(readers, _message(event, title, text, url, addressee, waiting))


def tell(person: Any, event: str, title: str, text: str = "", url: str = "") -> bool:
    """Tell one person; False when this event was already told to them."""
    return bool(_tell([person.pk], _message(event, title, text, url)))


def _message(
    event: str, title: str, text: str, url: str, addressee: str = "", waiting: Waiting | None = None
) -> writing.Message:
    kind = kind_of(event)
    title, text = nested_quotes(title), nested_quotes(text)
    return writing.Message(title, text, kind.key, usual(kind), addressee, event, url, waiting)


def _tell(readers: "QuerySet[Any] | list[int]", message: writing.Message) -> int:
    """One statement however many are told: whom it has been told already the unique constraint leaves out."""
    parts = writing.messages(readers, message, timezone.now())
    return writing.run(parts, "(SELECT count(*) FROM message), (SELECT pk FROM job)")[0]
