"""The bytes this installation answers for: papers, and whatever else a room keeps under a hash (`keeps` of its AppConfig).

A row of such a model knows `sha256`, `path`, `kept_for` (in whose journal damage is written) and `description`.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from casework.rooms import announced
from documents import archive
from journal.models import Entry

VERB = "note_damage"


def keepers() -> list[type[models.Model]]:
    """The models of all rooms whose rows stand for bytes on the disk."""
    return [apps.get_model(name) for _, names in announced("keeps") for name in names]


def kept() -> Iterator[Any]:
    """Every row that stands for bytes."""
    for model in keepers():
        yield from model._default_manager.order_by("pk").iterator(chunk_size=500)


def kept_under(sha256: str) -> list[Any]:
    """The rows that stand for the bytes with this hash: the same file may have been handed in twice."""
    return [row for model in keepers() for row in model._default_manager.filter(sha256=sha256)]


def damaged() -> list[Any]:
    """Rows whose bytes on the disk are not what they say (I-19). Reads everything: for the night and for the command."""
    return [row for row in kept() if not archive.is_intact(row.path, row.sha256)]


def known_damage() -> list[Any]:
    """Rows of which the journal says that their bytes are damaged, and whose bytes still are."""
    noted = Entry.objects.filter(verb=VERB).values_list("payload__sha256", flat=True).distinct()
    rows = [row for sha256 in noted for row in kept_under(sha256)]
    return [row for row in rows if not archive.is_intact(row.path, row.sha256)]
