"""Adding the address of a broadcast or a recording, and taking it away."""

from django.utils import timezone

from casework.door import Refused
from events.occasions.models import Event
from events.occasions.turns import locked
from events.recordings.models import Recording
from events.sections.models import Session
from journal.record import record
from programme.models import Person


def add(event: Event, *, by: Person, kind: str, url: str, title: str = "", session: Session | None = None) -> Recording:
    """For everybody, of an announced event that was not called off."""
    event = locked(event.pk)
    if event.announced_at is None or event.status == Event.Status.CANCELLED:
        raise Refused("Трансляцию и запись добавляют к объявленному мероприятию, которое не отменено.")
    if session and session.event_id != event.pk:
        raise Refused("Этой секции в программе мероприятия нет.")
    if kind == Recording.Kind.BROADCAST and event.status not in (Event.Status.REGISTRATION, Event.Status.ON):
        raise Refused("Мероприятие закончилось: добавьте запись, а не трансляцию.")
    recording = Recording.objects.create(event=event, session=session, kind=kind, url=url, title=title, by=by)
    record(event, "add_recording", str(recording), by=by, payload={"url": url})
    return recording


def remove(recording: Recording, *, by: Person, ground: str) -> None:
    """It leads nowhere any more, or shows what it should not."""
    recording = Recording.objects.select_for_update(of=("self",)).get(pk=recording.pk)
    if recording.removed_at:
        raise Refused("Этот адрес уже убран.")
    recording.removed_at = timezone.now()
    recording.save(update_fields=["removed_at"])
    record(recording.event, "remove_recording", f"Убрана: {recording}", by=by, ground=ground)
