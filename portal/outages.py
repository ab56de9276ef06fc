"""What is nobody's mistake and passes: the database is away, or the disk has no room."""

import logging
from collections.abc import Iterator
from http import HTTPStatus

import psycopg
from django.db import InterfaceError, OperationalError

from documents import archive

RETRY_AFTER = 5  # seconds: a restart of the database takes about as long
# Also a database that is starting, that takes no more connections, or whose own disk is full; never a statement of ours that is wrong.
AWAY = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InterfaceError)


def of(error: BaseException | None) -> int | None:
    """The status an error is answered with because something is away; None for a fault of ours."""
    errors = list(_chain(error))
    if any(archive.is_full(error) for error in errors):
        return HTTPStatus.INSUFFICIENT_STORAGE
    if any(isinstance(error, AWAY) for error in errors):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return None


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and what it came of: the queue and the transactions wrap what the database says."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


class Brief(logging.Filter):
    """A line of the log for each answer while something is away, not a page: a minute's outage would bury what matters."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always kept; shortened where the cause is known."""
        error = record.exc_info[1] if record.exc_info else None
        if of(error) is not None:
            record.msg, record.args = "%s: %s", (record.getMessage(), str(error).strip().partition("\n")[0])
            record.exc_info = record.exc_text = None
        return True
