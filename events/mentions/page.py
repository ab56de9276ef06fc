"""Events on the page of what they are about, or what they have changed."""

from typing import Any

from django.db.models import Q

from events.occasions.models import Event
from journal.record import key

MOST = 10


def events_of(subject: Any) -> list[Event]:
    """Announced ones, the newest first: each only once."""
    name = key(subject)
    about = Q(pk__in=Event.objects.filter(mentions__key=name).values("pk"))
    changed = Q(outcome__changed__contains=[{"key": name}])
    return list(Event.objects.announced().filter(about | changed).order_by("-starts_at", "-pk")[:MOST])
