"""The last checkpoint on a paper: every printed copy is one more witness of the past."""

from typing import Any

from documents.checkpoints import note
from journal import checkpoints

KEY = "journal"  # of the snapshot


def printed() -> dict[str, Any] | None:
    """What a paper made now says of the journal; nothing before the first checkpoint."""
    mark = checkpoints.last()
    if mark is None:
        return None
    return {"origin": note.origin(), "day": mark.day, "size": mark.size, "root": bytes(mark.root).hex()}
