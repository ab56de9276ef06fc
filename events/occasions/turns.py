"""The row under whose lock all acts on the places of an event run, and until when a freed place calls the next one."""

from casework import workdays
from events.occasions.models import Event


def locked(event_id: int) -> Event:
    """The event as it is now, held to the end of the transaction: two acts on its places never run at once."""
    return (
        Event.objects.select_for_update(no_key=True, of=("self",)).select_related("case__regulation").get(pk=event_id)
    )


def calls_now(event: Event) -> bool:
    """May those who wait still be called? Not later than the term of the regulation before the event: nobody is called at the last moment."""
    if event.status != Event.Status.REGISTRATION:
        return False
    assert event.first_day, "an announced event has a day"
    return workdays.between(workdays.local_date(), event.first_day) >= event.case.term("registration.promotion").days
