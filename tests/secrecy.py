"""A whole database as cells, to be compared with another one: what differs, whoever has full rights on it may learn."""

import json

from django.db import connection


def cells(own):
    """Every value of every row of every table, what wrote it in the order of writing, every counter.

    Of the tables whose names begin with `own` the order of the rows on the disk, too. A row is known by its key where it has one.
    """
    found, written = {}, {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                       "WHERE c.relkind = 'r' AND n.nspname = 'public' ORDER BY 1")  # fmt: skip
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT xmin::text::bigint, to_jsonb(t) FROM {table} t ORDER BY ctid")
            for place, (written_by, row) in enumerate(cursor.fetchall()):
                row = json.loads(row)
                name = row.get(
                    "id", row.get("task_id", row.get("process_ptr_id", place))
                )  # the disk is vacuumed when it likes
                found |= {(table, name, column): value for column, value in row.items()}
                written[table, name, "xmin"] = written_by
                if table.startswith(own):
                    found[table, name, "place"] = place
    order = {number: place for place, number in enumerate(sorted(set(written.values())))}
    return (
        found
        | {cell: order[number] for cell, number in written.items()}
        | {("counter", 0, name): value for name, value in counters_now()}
    )


def packed(*tables):
    """These tables lie on the disk without holes, and nobody vacuums them until the test is over: else rows fall into whatever is free."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            cursor.execute(f"CLUSTER {table} USING {table}_pkey")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def rewind(counters):
    """The sequences as they were: a rollback leaves them."""
    with connection.cursor() as cursor:
        for name, value in counters:
            cursor.execute("SELECT setval(%s::regclass, coalesce(%s, 1), %s)", [name, value, value is not None])


def counters_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        return cursor.fetchall()


def differing(one, other):
    return {key for key in one.keys() | other.keys() if one.get(key) != other.get(key)}
