"""Which promises are broken, asked of the database one by one."""

from collections.abc import Iterable
from typing import Any

from django.db import connection


def offenders_of(promises: Iterable[tuple[str, str, str]]) -> dict[str, list[Any]]:
    """{code: the rows that break the promise}; `promises` as in `invariants.py` of a room."""
    broken = {}
    with connection.cursor() as cursor:
        for code, _, sql in promises:
            cursor.execute(sql)
            if rows := cursor.fetchall():
                broken[code] = rows
    return broken
