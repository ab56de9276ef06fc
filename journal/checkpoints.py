"""Checkpoints: the root of the tree over what is sealed, once a day; proofs that an entry is under it and that it grew out of an earlier one."""

import base64
from collections import deque
from collections.abc import Callable, Iterable
from datetime import date

from django.db import connection, transaction
from django.utils import timezone

from journal import chain, tree
from journal.chain import COLUMNS, Fault
from journal.models import Block, Checkpoint, Seal

BLOCK = 256  # leaves under a row of `Block`; a power of two, so that it is a full subtree of every tree


def last() -> Checkpoint | None:
    """The newest one."""
    return Checkpoint.objects.order_by("-day").first()


def text_of(origin: str, size: int, root: bytes) -> str:
    """The text that is signed: three lines (C2SP tlog-checkpoint)."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode()}\n"


@transaction.atomic
def take(day: date, origin: str, sign: Callable[[str], str]) -> Checkpoint | None:
    """The checkpoint of a day over all that is sealed; None if the day has one, or another worker is at it. `sign` gives the note of a text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [chain.LOCK])
        if not cursor.fetchone()[0] or Checkpoint.objects.filter(day=day).exists():
            return None
    newest = Seal.objects.order_by("-position").first()
    size = newest.position if newest else 0
    _keep_blocks(size)
    root = Spans(size)(0, size) if size else tree.root([])
    note = sign(text_of(origin, size, root))
    return Checkpoint.objects.create(day=day, size=size, root=root, note=note, at=timezone.now())


def _keep_blocks(size: int) -> None:
    """Rows for all the full blocks below this size that have none yet."""
    first = Block.objects.count()
    rows = _leaves(first * BLOCK, size // BLOCK * BLOCK)
    parts = [rows[start : start + BLOCK] for start in range(0, len(rows), BLOCK)]
    Block.objects.bulk_create([Block(number=first + n, root=tree.root(part)) for n, part in enumerate(parts)])


def _leaves(start: int, end: int) -> list[bytes]:
    """The hashes of the leaves [start, end), counted from zero."""
    rows = Seal.objects.filter(position__gt=start, position__lte=end).order_by("position")
    return [bytes(leaf) for leaf in rows.values_list("leaf", flat=True)]


class Spans:
    """The roots of spans of the tree of a size: long ones are put together from blocks."""

    def __init__(self, size: int) -> None:
        self.size = size
        self._blocks: list[bytes] | None = None
        self._parts: dict[int, list[bytes]] = {}

    def __call__(self, start: int, end: int) -> bytes:
        """The root over [start, end): a span of a proof, so that it begins where a block does unless it lies within one."""
        if end - start < BLOCK:
            part = self._part(start // BLOCK)
            return tree.root(part[start % BLOCK : start % BLOCK + end - start])
        first, behind = start // BLOCK, end // BLOCK
        tail = [self(behind * BLOCK, end)] if end % BLOCK else []
        return tree.root([*self._whole()[first:behind], *tail])

    def _whole(self) -> list[bytes]:
        if self._blocks is None:
            rows = Block.objects.filter(number__lt=self.size // BLOCK).order_by("number")
            self._blocks = [bytes(root) for root in rows.values_list("root", flat=True)]
        return self._blocks

    def _part(self, number: int) -> list[bytes]:
        if number not in self._parts:
            self._parts[number] = _leaves(number * BLOCK, min((number + 1) * BLOCK, self.size))
        return self._parts[number]


def verify() -> Fault | None:
    """Make every leaf anew from its entry, and the root of every checkpoint from the leaves; the first that differs."""
    return next(iter(_faults()), None)


def _faults() -> Iterable[Fault]:
    marks, frontier, held = deque(Checkpoint.objects.order_by("size", "day")), Frontier(), 0
    for position, entry, leaf, made in _made_again():
        if leaf != made:
            yield Fault(position, entry, "запись не та, что вошла в дерево журнала")
        frontier.add(made)
        while marks and marks[0].size <= frontier.size:
            mark = marks.popleft()
            if mark.size and bytes(mark.root) != frontier.root():
                place = f"изменена одна из записей {held + 1}–{mark.size}"
                yield Fault(held + 1, None, f"корень не тот, что под отметкой за {mark.day:%d.%m.%Y}: {place}")
            held = mark.size
    for mark in marks:
        if mark.size:
            yield Fault(frontier.size + 1, None, f"записей меньше, чем под отметкой за {mark.day:%d.%m.%Y}")


def _made_again() -> Iterable[tuple[int, int, bytes, bytes]]:
    """(position, entry, the leaf that is kept, the leaf as the entry gives it now) of all that is sealed."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(
            f"""SELECT s.position, e.id, s.leaf, s.salt, {COLUMNS} FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
                ORDER BY s.position"""  # noqa: S608
        )
        for position, entry, leaf, salt, *columns in cursor:
            yield position, entry, bytes(leaf), chain.leaf_of(tuple(columns), bytes(salt))


class Frontier:
    """The right edge of a growing tree: the roots of its full subtrees, the largest first."""

    def __init__(self) -> None:
        self.size = 0
        self._peaks: list[tuple[int, bytes]] = []

    def add(self, leaf: bytes) -> None:
        """One more leaf."""
        width, joined = 1, leaf
        while self._peaks and self._peaks[-1][0] == width:
            joined, width = tree.node_hash(self._peaks.pop()[1], joined), width * 2
        self._peaks.append((width, joined))
        self.size += 1

    def root(self) -> bytes:
        """The root over all of them."""
        if not self._peaks:
            return tree.root([])
        joined = self._peaks[-1][1]
        for _, peak in self._peaks[-2::-1]:
            joined = tree.node_hash(peak, joined)
        return joined
