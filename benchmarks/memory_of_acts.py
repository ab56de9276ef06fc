"""M8: writing the journal with 1, 4 and 8 writers beside a plain insert, every transaction on the disk; verifying the chain; the tree."""

import os
import time
from collections.abc import Callable
from statistics import median

from django.db import connection, connections, transaction
from django.utils import timezone

from benchmarks.clockwork import Engine, Line, compare, extent, race
from benchmarks.models import Matter, PlainEntry
from journal import chain, tree
from journal.checkpoints import Frontier
from journal.models import Entry
from journal.record import record

WRITERS = extent((1, 4, 8), (2,))
BLOCK = 160  # transactions in a turn, shared by the writers
ROWS = extent(100_000, 200)
TARGET_RATE = 200_000
LEAVES = extent(1_000_000, 2_000)
LEAF = b'{"after":"b","at":"2026-10-05T03:00:00.%06dZ","before":"a","payload":"%064d","person":"%064d","salt":"%064d","subject":"s:1","verb":"say"}'
FILL = """INSERT INTO journal_entry (subject, verb, title, actor_id, capacity, before, after, ground, payload, payload_hash, at)
    SELECT 'benchmarks.matter:' || n, 'say', 'Ответ дан', NULL, 'модератор', 'a', 'b', '',
    CASE WHEN n %% 5 = 0 THEN %s::jsonb ELSE '{}' END, CASE WHEN n %% 5 = 0 THEN %s ELSE %s END, now()
    FROM generate_series(1, %s) n"""


def measure(full: bool) -> list[Line]:
    """Appending by processes of their own, then the whole chain once more."""
    lines = []
    for writers in WRITERS:
        engines = {"мы": _shared(_record, writers), "простая вставка": _shared(_insert, writers)}
        series = race(engines, block=BLOCK)
        lines += compare(
            f"M8 запись в журнал, писателей: {writers}", series, ours="мы", target={"простая вставка": "≤ 1,15"}
        )
    return [*lines, _verifying(), _planting()]


def _record(matter: Matter) -> None:
    with transaction.atomic():
        record(matter, "say", "Ответ дан", before="a", after="b")


def _insert(matter: Matter) -> None:
    with transaction.atomic():
        PlainEntry.objects.create(
            subject=f"benchmarks.matter:{matter.pk}", verb="say", title="Ответ дан", capacity="система", before="a", after="b",
            payload_hash="4" * 64, at=timezone.now(),
        )  # fmt: skip


def _shared(write: Callable[[Matter], None], writers: int) -> Engine:
    """The work divided among forked writers, each with a connection of its own."""

    def engine(times: int) -> None:
        connections.close_all()
        children = [_fork(write, max(1, times // writers)) for _ in range(writers)]
        failed = [child for child in children if os.waitpid(child, 0)[1]]
        assert not failed, "a writer failed"

    return engine


def _fork(write: Callable[[Matter], None], times: int) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        matter = Matter(pk=os.getpid(), title="Дело")
        for _ in range(times):
            write(matter)
        connections.close_all()
        code = 0
    finally:
        os._exit(code)


def _verifying() -> Line:
    """Rows a second over a chain of which every fifth act carries data."""
    from journal.models import digest

    with connection.cursor() as cursor:
        cursor.execute(FILL, ['{"snapshot": "4"}', digest({"snapshot": "4"}), digest({}), ROWS])
    while chain.seal():
        continue
    rates = []
    for _ in range(5):
        started = time.perf_counter()
        fault = chain.verify()
        rates.append(Entry.objects.filter(seal__isnull=False).count() / (time.perf_counter() - started))
    note = f"цепь не сошлась: {fault.reason}" if fault else "каждая пятая запись с данными"
    told = f"{median(rates):,.0f} строк/с".replace(",", " ")
    return Line("M8 проверка журнала", told, "", "", f"≥ {TARGET_RATE:,} строк/с".replace(",", " "), note)


def _planting() -> Line:
    """The root over a million leaves from their bytes, and the same by the growing edge."""
    started = time.perf_counter()
    hashes = [tree.leaf_hash(LEAF % (n, n, n, n)) for n in range(LEAVES)]
    whole = tree.root(hashes)
    spent = time.perf_counter() - started
    frontier = Frontier()
    for leaf in hashes[: LEAVES // 100]:
        frontier.add(leaf)
    held = frontier.root() == tree.root(hashes[: LEAVES // 100]) and len(whole) == 32
    words = f"{spent * 1000:,.0f} мс".replace(",", " ")
    count = f"{LEAVES:,}".replace(",", " ")
    return Line(f"M8 дерево, листьев: {count}", words, "", "", "≤ 10 с", "" if held else "корни разные")
