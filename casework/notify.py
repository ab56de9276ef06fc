"""Telling people: one event is one message to one person, in the cabinet at once and by e-mail through the queue."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from casework.models import Notification


def notify(addressee: str, event: str, title: str, text: str = "", url: str = "") -> int:
    """Tell everybody who holds the capacity now; returns how many were told.

    `event` names the occurrence for ever ("proposal:17:returned:2"): telling it twice tells nothing new.
    """
    people = get_user_model().objects.holding(addressee)
    return sum(tell(person, event, title, text, url) for person in people)


def tell(person: Any, event: str, title: str, text: str = "", url: str = "") -> bool:
    """Tell one person; False when this event was already told to them."""
    notification, is_new = Notification.objects.get_or_create(
        person=person,
        event=event,
        defaults={"title": title[:200], "text": text, "url": url, "at": timezone.now()},
    )
    if is_new:
        from casework.tasks import mail_notification  # the queue's tasks import this module

        mail_notification.defer(notification_id=notification.pk)
    return is_new
