"""Taking the checkpoint of a day, and giving it to witnesses."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casework import roles, workdays
from casework.door import Refused
from casework.models import Notification
from casework.notify import notify
from documents.checkpoints import note, witness
from documents.checkpoints.models import Cosignature
from journal import chain, checkpoints
from journal.models import Checkpoint
from journal.record import record

# Members of the bodies, experts, the auditor who observes: each mailbox is a witness.
WITNESSES = (
    *roles.COMMITTEE_AND_COMMISSION, roles.JURY_MEMBER, roles.APPEALS_MEMBER, *roles.EXPERTS, roles.AUDITOR,
)  # fmt: skip

RETOLD_DAYS = 7  # messages are kept far longer, and a dead worker is seen within a day


def take_checkpoint() -> Checkpoint | None:
    """Seal what is not sealed yet, and sign the root of today; None if today has its checkpoint."""
    while chain.seal():
        continue
    return checkpoints.take(workdays.local_date(), note.origin(), note.signed)


def untold() -> list[Checkpoint]:
    """The checkpoints of the last days of which no witness has heard: whoever took them died before telling."""
    since = workdays.local_date() - timedelta(days=RETOLD_DAYS)
    marks = list(Checkpoint.objects.filter(day__gte=since).order_by("day"))
    events = [f"checkpoint:{mark.day}" for mark in marks]
    heard = set(Notification.objects.filter(event__in=events).values_list("event", flat=True).distinct())
    return [mark for mark, event in zip(marks, events, strict=True) if event not in heard]


@transaction.atomic
def tell_witnesses(mark: Checkpoint) -> int:
    """A message with the three lines of the checkpoint to every witness, once; returns how many. It asks nothing, so it counts as read."""
    event = f"checkpoint:{mark.day}"
    text = f"Сохраните эти три строки: если прошлое перепишут, они не сойдутся с журналом.\n{mark.text}"
    title, url = f"Отметка журнала за {mark.day:%d.%m.%Y}", reverse("checkpoints")
    many = sum(notify(key, event, title, text, url) for key in WITNESSES)
    Notification.objects.filter(event=event, read_at=None).update(read_at=timezone.now())
    return many


@transaction.atomic
def cosign(mark: Checkpoint, *, key: str, line: str, by: Any) -> Cosignature:
    """Attach the line of a neighbour whose key was learnt elsewhere. Raises Refused if it is not theirs, or is there already."""
    try:
        neighbour = witness.witness_of(key)
        at = witness.signed_at(mark.text, neighbour, line)
    except witness.Wrong as wrong:
        raise Refused(str(wrong)) from wrong
    if Cosignature.objects.filter(checkpoint=mark, name=neighbour.name).exists():
        raise Refused("Этот сосед уже заверил эту отметку.")
    entry = record(mark, "cosign", f"Отметка за {mark.day:%d.%m.%Y} заверена: {neighbour.name}"[:300], by=by)
    return Cosignature.objects.create(
        checkpoint=mark, name=neighbour.name, key=key.strip(), line=line.strip(), signed_at=at, entry=entry
    )
