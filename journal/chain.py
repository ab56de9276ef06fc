"""The chain: the sealer gives entries a gapless position, links them and makes their leaves; `verify` recomputes the links.

The acting transactions never wait for each other: they only insert entries. The sealer alone takes a lock, once a minute, and
seals whatever has been committed by then, in the order of ids among what is visible.
"""

import hashlib
import json
import secrets
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from journal import leaves, tree
from journal.models import Seal, canonical_digest, digest

GENESIS = "0" * 64
LOCK = 7_200_415  # advisory lock of the sealer, any constant of our own
SLACK = "10 seconds"  # acts at the same moment take their numbers and their time in any order
# One canonical line per entry; no text of an entry has the unit separator (a constraint), and the payload enters by its hash.
LINE = """concat_ws(E'\\x1f', e.id, e.subject, e.verb, e.title, coalesce(e.actor_id::text, ''), e.capacity, e.before, e.after,
    e.ground, e.payload_hash, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'))"""
# What a leaf is made of, in the order of `leaves.Act`.
COLUMNS = """e.subject, e.verb, e.before, e.after, e.at, e.actor_id, e.capacity, e.title, e.ground, e.payload::text"""


@dataclass(frozen=True)
class Fault:
    """The first row at which the chain does not hold, and why (Russian)."""

    position: int
    entry_id: int | None
    reason: str


def seal(limit: int = 10_000) -> int:
    """Seal up to `limit` unsealed entries; returns how many. Safe under several callers: one works, the others return 0."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute("SELECT position, hash FROM journal_seal ORDER BY position DESC LIMIT 1")
        position, head = cursor.fetchone() or (0, GENESIS)
        cursor.execute(
            f"""SELECT e.id, {LINE}, {COLUMNS} FROM journal_entry e LEFT JOIN journal_seal s ON s.entry_id = e.id
                WHERE s.entry_id IS NULL ORDER BY e.id LIMIT %s""",  # noqa: S608
            [limit],
        )
        return _link(cursor, cursor.fetchall(), position, head)


def _link(cursor: Any, fresh: list[tuple[Any, ...]], position: int, head: str) -> int:
    """Write the places of entries, given as (id, line, *columns), behind the head. A recursive query would look at all of them for each."""
    hashes = list(accumulate((row[1] for row in fresh), _next_hash, initial=head))
    entries, salts = [row[0] for row in fresh], [secrets.token_bytes(leaves.SALT) for _ in fresh]
    made = [leaf_of(row[2:], salt) for row, salt in zip(fresh, salts, strict=True)]
    cursor.execute(
        """INSERT INTO journal_seal (position, entry_id, previous_hash, hash, salt, leaf, sealed_at)
           SELECT %s + n, entry, previous, hash, salt, leaf, %s
           FROM unnest(%s::bigint[], %s::text[], %s::text[], %s::bytea[], %s::bytea[]) WITH ORDINALITY
               AS links (entry, previous, hash, salt, leaf, n)""",
        [position, timezone.now(), entries, hashes[:-1], hashes[1:], salts, made],
    )
    return len(entries)


def act_of(row: tuple[Any, ...]) -> leaves.Act:
    """An entry from the columns `COLUMNS`."""
    return leaves.Act(*(*row[:-1], json.loads(row[-1])))


def leaf_of(row: tuple[Any, ...], salt: bytes) -> bytes:
    """The hash of the leaf of an entry, given by the columns `COLUMNS`."""
    return tree.leaf_hash(leaves.canonical(leaves.leaf(act_of(row), salt)))


def _next_hash(previous: str, line: str) -> str:
    """The hash of a place; `verify` has the database compute the same."""
    return hashlib.sha256(f"{previous}\n{line}".encode()).hexdigest()


def verify() -> Fault | None:
    """Recompute the whole chain from the rows themselves; the first fault, or None if everything holds."""
    faults = [
        fault for fault in (_broken_link(), _lost_entry(), _changed_entry(), _foreign_payload(), _back_dated()) if fault
    ]
    return min(faults, key=lambda fault: fault.position, default=None)


def _broken_link() -> Fault | None:
    """The first place that is missing, or does not carry the hash of the place before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT expected, position, entry_id FROM (
                   SELECT position, entry_id, previous_hash, row_number() OVER places AS expected,
                          lag(hash, 1, %s) OVER places AS previous FROM journal_seal WINDOW places AS (ORDER BY position)) AS links
               WHERE position <> expected OR previous_hash <> previous ORDER BY expected LIMIT 1""",
            [GENESIS],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    expected, position, entry_id = row
    if position != expected:
        return Fault(expected, None, f"пропущено место {expected}: за ним сразу {position}")
    return Fault(position, entry_id, "нарушена связь с предыдущей записью")


def _lost_entry() -> Fault | None:
    """The first seal whose entry is gone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT s.position, s.entry_id FROM journal_seal s LEFT JOIN journal_entry e ON e.id = s.entry_id
               WHERE e.id IS NULL ORDER BY s.position LIMIT 1"""
        )
        row = cursor.fetchone()
    return Fault(row[0], row[1], "запись удалена, осталась её печать") if row else None


def _back_dated() -> Fault | None:
    """The first entry, sealed or about to be, that claims a moment before the entry in front of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT place, id FROM (
                    SELECT e.id, e.at, lag(e.at) OVER places AS previous, row_number() OVER places AS place
                    FROM journal_entry e LEFT JOIN journal_seal s ON s.entry_id = e.id
                    WINDOW places AS (ORDER BY s.position NULLS LAST, e.id)) AS line
                WHERE at < previous - interval '{SLACK}' ORDER BY place LIMIT 1"""  # noqa: S608
        )
        row = cursor.fetchone()
    return Fault(row[0], row[1], "время записи раньше, чем у записи перед ней") if row else None


def _changed_entry() -> Fault | None:
    """The first entry that does not give its hash any more. Links are checked apart, so that rows may be taken in any order, in parallel."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT min(s.position) FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
                WHERE s.hash <> encode(sha256(convert_to(s.previous_hash || E'\\n' || {LINE}, 'UTF8')), 'hex')"""  # noqa: S608
        )
        position = cursor.fetchone()[0]
    if position is None:
        return None
    return Fault(position, Seal.objects.get(pk=position).entry_id, "запись изменена после запечатывания")


def _foreign_payload() -> Fault | None:
    """Only Python knows the canonical form of a payload; the many acts without one are compared by the database."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        # Read to the end, in any order: a cursor that promises the first rows quickly takes three times as long for all of them.
        cursor.execute(
            """SELECT s.position, e.id, e.payload::text, e.payload_hash FROM journal_seal s JOIN journal_entry e ON e.id = s.entry_id
               WHERE e.payload <> '{}' OR e.payload_hash <> %s""",
            [digest({})],
        )
        wrong = [
            (position, pk)
            for position, pk, payload, stored in cursor
            if canonical_digest(json.loads(payload)) != stored
        ]
    return Fault(*min(wrong), "данные записи не соответствуют их хешу") if wrong else None
