"""The journal in a dossier: what it says of the papers and of the case, under the last checkpoint."""

from collections.abc import Iterable

from documents import snapshots
from documents.checkpoints import note
from journal import checkpoints, slices

FREEZING = ["generate"]  # the act whose data are the fingerprints of the files, and nothing else
DAYS = 31
NOTE = "journal/checkpoint.note"


def files(subjects: Iterable[str], sizes: Iterable[int] = ()) -> dict[str, bytes]:
    """The last checkpoint, the entries of these objects with their proofs, how it has grown in a month; nothing before the first day.

    `sizes`: of checkpoints that are printed on papers of the dossier; how it has grown out of these is proved too.
    """
    mark = checkpoints.last()
    if mark is None:
        return {}
    return {
        NOTE: note.whole(mark).encode(),
        "journal/entries.json": snapshots.canonical(slices.entries_of(list(subjects), mark, FREEZING)),
        "journal/growth.json": snapshots.canonical(slices.growth_of(mark, DAYS, sizes)),
    }
