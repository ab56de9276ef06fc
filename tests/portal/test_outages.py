"""What passes and what is our fault, told apart by the error and by what it came of."""

import errno
import logging
import sys

import psycopg
import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.db import DataError, OperationalError, ProgrammingError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from documents.archive import Full
from portal import outages, views

AWAY = psycopg.errors.AdminShutdown("terminating connection due to administrator command")


def wrapped(inner: Exception) -> Exception:
    """An error of a library that came of another."""
    try:
        try:
            raise inner
        except Exception as error:
            raise RuntimeError("the queue does not take the job") from error
    except RuntimeError as error:
        return error


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (OperationalError("the connection is closed"), 503),
        (AWAY, 503),
        (wrapped(AWAY), 503),
        (OSError(errno.ENOSPC, "No space left on device"), 507),
        (wrapped(Full()), 507),
        (ProgrammingError("no such column"), 500),
        (DataError("out of range"), 500),
        (ValueError("ours"), 500),
    ],
)
def test_what_is_answered(error, status):
    try:
        raise error
    except Exception:
        answer = views.server_error(RequestFactory().get("/"))
    assert (answer.status_code, answer.get("Retry-After")) == (status, None if status == 500 else "5")


def test_a_session_lost_with_the_database_is_an_outage_and_one_that_was_ended_is_not(db):
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.session.save()
    request.session["typed"] = "words"
    middleware = SessionMiddleware(lambda request: HttpResponse())
    with pytest.raises(SessionInterrupted) as lost, connection.execute_wrapper(away):
        middleware.process_response(request, HttpResponse())
    answer = views.bad_request(request, lost.value)
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    Session.objects.all().delete()  # its owner has logged out elsewhere
    with pytest.raises(SessionInterrupted) as ended:
        middleware.process_response(request, HttpResponse())
    assert views.bad_request(request, ended.value).status_code == 400


def away(*_: object) -> None:
    """The database goes away at the statement."""
    raise OperationalError(str(AWAY)) from AWAY


def test_an_outage_takes_a_line_of_the_log_and_a_fault_its_whole_story():
    kept = {}
    for error in (OperationalError("the connection is closed\nIs the server running?"), ValueError("ours")):
        try:
            raise error
        except Exception:
            record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s: %s", ("Error", "/"), sys.exc_info())
        assert outages.Brief().filter(record)
        kept[str(error).partition("\n")[0]] = (record.getMessage(), record.exc_info is None)
    assert kept == {
        "the connection is closed": ("Error: /: the connection is closed", True),
        "ours": ("Error: /", False),
    }
