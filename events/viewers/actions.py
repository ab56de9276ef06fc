"""A viewer's voice. No lock of the case: a whole city votes at once; the database itself refuses a second voice."""

from django.db import IntegrityError, ProgrammingError, transaction
from django.utils.crypto import salted_hmac

from casework.door import Refused
from events.occasions.models import Event
from events.registrations.models import Registration
from events.viewers.facts import is_open, shown
from events.viewers.models import ViewerVote
from journal.record import record
from programme.consents.actions import require_consent
from programme.identity.actions import require_level
from programme.models import Person

CLOSED = "Зрители голосуют, пока идёт фестиваль. Итоги появятся на его странице, когда он закончится."


def vote(event: Event, *, by: Person, registration: Registration, address: str) -> None:
    """One voice of one confirmed citizen, for good. Nothing written in the journal tells for whom."""
    event = Event.objects.select_related("case__regulation").get(pk=event.pk)
    if not is_open(event):
        raise Refused(CLOSED)
    require_level(by, "viewers_vote", event.case.regulation)
    require_consent(by)
    if registration.person_id == by.pk:
        raise Refused("За себя не голосуют: выберите другого участника.")
    if not shown(event).filter(pk=registration.pk).exists():
        raise Refused("За этого участника проголосовать нельзя: он больше не выступает. Выберите другого.")
    key = salted_hmac(f"events.viewers.{event.pk}", address, algorithm="sha256").hexdigest()
    try:
        with transaction.atomic():
            ViewerVote.objects.create(event=event, registration=registration, person=by, level=by.level, address=key)
    except IntegrityError:
        raise Refused("Вы уже проголосовали. Один житель — один голос, изменить его нельзя.") from None
    except ProgrammingError:  # between the question above and the voice the festival has ended
        raise Refused(CLOSED) from None
    record(event, "viewer_vote", "Принят голос зрителя", by=by)
