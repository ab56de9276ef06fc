"""Naming what an event is about."""

from collections.abc import Iterable

from casework.door import Refused
from events.mentions.models import Mention
from events.occasions.changed import Changed
from events.occasions.models import Event
from events.occasions.turns import locked
from journal.record import record
from programme.models import Person


def name(event: Event, *, by: Person, about: Iterable[Changed]) -> None:
    """Everything that was found by its numbers and everybody reads; what was named before stays."""
    event = locked(event.pk)
    if event.status == Event.Status.CANCELLED:
        raise Refused("Мероприятие отменено: называть нечего.")
    known = set(event.mentions.values_list("key", flat=True))
    rows = [row for row in about if row.key not in known]
    if not rows:
        raise Refused("Это уже названо: впишите другой номер.")
    Mention.objects.bulk_create(Mention(event=event, key=row.key, title=row.title, url=row.url, by=by) for row in rows)
    words = "; ".join(row.title for row in rows)
    record(
        event,
        "name_what_it_is_about",
        f"Мероприятие о том: {words}"[:300],
        by=by,
        payload={"keys": [row.key for row in rows]},
    )
