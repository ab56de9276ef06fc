"""A slice of the journal for somebody outside: entries of some objects, each with the proof that it stands under a checkpoint."""

import base64
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection

from journal import leaves, tree
from journal.chain import COLUMNS, act_of
from journal.checkpoints import Spans
from journal.models import Checkpoint

# What a stranger may know of an object they may have: its changes of status, and that it was signed or published. Nothing of whom.
OPEN_VERBS = ["sign", "publish"]


def entries_of(subjects: Collection[str], mark: Checkpoint, with_data: Collection[str] = ()) -> list[dict[str, Any]]:
    """Leaves of the entries of objects (keys) under a checkpoint, in their order, with inclusion proofs; of `with_data` verbs the data too."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT s.position, s.salt, {COLUMNS} FROM journal_entry e JOIN journal_seal s ON s.entry_id = e.id
                WHERE e.subject = ANY(%s) AND s.position <= %s AND (e.after <> '' OR e.verb = ANY(%s)) ORDER BY s.position""",  # noqa: S608
            [list(subjects), mark.size, OPEN_VERBS],
        )
        rows = cursor.fetchall()
    spans = Spans(mark.size)
    return [_shown(row, spans, with_data) for row in rows]


def _shown(row: tuple[Any, ...], spans: Spans, with_data: Collection[str]) -> dict[str, Any]:
    position, secret, act = row[0], bytes(row[1]), act_of(row[2:])
    proof = tree.inclusion(position - 1, spans.size, spans)
    shown = {"position": position, "leaf": leaves.leaf(act, secret), "proof": words_of(proof)}
    if act.verb in with_data:
        shown["payload"] = [leaves.salt(secret, "payload"), act.payload]
    return shown


def growth_of(mark: Checkpoint, days: int, more: Iterable[int] = ()) -> dict[str, list[str]]:
    """Size → the proof that the checkpoint has grown out of it, for the sizes of the checkpoints of so many days before, and for `more`."""
    earlier = Checkpoint.objects.filter(day__lt=mark.day).order_by("-day").values_list("size", flat=True)[:days]
    sizes = {*earlier, *more}
    spans = Spans(mark.size)
    kept = sorted(size for size in sizes if 0 < size < mark.size)
    return {str(size): words_of(tree.consistency(size, mark.size, spans)) for size in kept}


def words_of(proof: list[bytes]) -> list[str]:
    """Hashes as text."""
    return [base64.b64encode(step).decode() for step in proof]
