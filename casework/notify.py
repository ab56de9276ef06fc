"""Telling people: one event is one message to one person, in the cabinet at once and by e-mail through the queue."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import connection
from django.utils import timezone


def notify(addressee: str, event: str, title: str, text: str = "", url: str = "") -> int:
    """Tell everybody who holds the capacity now; returns how many were told.

    `event` names the occurrence for ever ("proposal:17:returned:2"): telling it twice tells nothing new.
    """
    return _tell(get_user_model().objects.holding(addressee), event, title, text, url)


def tell(person: Any, event: str, title: str, text: str = "", url: str = "") -> bool:
    """Tell one person; False when this event was already told to them."""
    return bool(_tell([person], event, title, text, url))


def _tell(people: Iterable[Any], event: str, title: str, text: str, url: str) -> int:
    """One statement however many are told: whom it has been told already the unique constraint leaves out."""
    from casework.tasks import mail_notification  # the queue's tasks import this module

    with connection.cursor() as cursor:
        cursor.execute(
            """INSERT INTO casework_notification (person_id, event, title, text, url, at)
               SELECT unnest(%s::bigint[]), %s, %s, %s, %s, %s ON CONFLICT DO NOTHING RETURNING id""",
            [[person.pk for person in people], event, title[:200], text, url, timezone.now()],
        )
        told = [{"notification_id": pk} for (pk,) in cursor.fetchall()]
    if told:
        mail_notification.batch_defer(*told)
    return len(told)
