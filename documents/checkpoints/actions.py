"""Taking the checkpoint of a day."""

from casework import workdays
from documents.checkpoints import note
from journal import chain, checkpoints
from journal.models import Checkpoint


def take_checkpoint() -> Checkpoint | None:
    """Seal what is not sealed yet, and sign the root of today; None if today has its checkpoint."""
    while chain.seal():
        continue
    return checkpoints.take(workdays.local_date(), note.origin(), note.signed)
