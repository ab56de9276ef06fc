"""Taking the checkpoint of a day, and giving it to witnesses."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from casework import roles, workdays
from casework.models import Notification
from casework.notify import notify
from documents.checkpoints import note
from journal import chain, checkpoints
from journal.models import Checkpoint

# Members of the bodies, experts, the auditor who observes: each mailbox is a witness.
WITNESSES = (
    *roles.COMMITTEE_AND_COMMISSION, roles.JURY_MEMBER, roles.APPEALS_MEMBER, *roles.EXPERTS, roles.AUDITOR,
)  # fmt: skip


def take_checkpoint() -> Checkpoint | None:
    """Seal what is not sealed yet, and sign the root of today; None if today has its checkpoint."""
    while chain.seal():
        continue
    return checkpoints.take(workdays.local_date(), note.origin(), note.signed)


@transaction.atomic
def tell_witnesses(mark: Checkpoint) -> int:
    """A message with the three lines of the checkpoint to every witness, once; returns how many. It asks nothing, so it counts as read."""
    event = f"checkpoint:{mark.day}"
    lines = checkpoints.text_of(note.origin(), mark.size, bytes(mark.root))
    text = f"Сохраните эти три строки: если прошлое перепишут, они не сойдутся с журналом.\n{lines}"
    title, url = f"Отметка журнала за {mark.day:%d.%m.%Y}", reverse("checkpoints")
    many = sum(notify(key, event, title, text, url) for key in WITNESSES)
    Notification.objects.filter(event=event, read_at=None).update(read_at=timezone.now())
    return many
