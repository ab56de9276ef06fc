"""What no page has to think of: characters the database cannot keep, and a case that somebody else holds for too long."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from casework.views import busy


class NulMiddleware:
    """No person types a NUL, and PostgreSQL keeps none: an address with one is a bad request, not an error of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class BusyMiddleware:
    """The bounded wait for the lock of a case is over, or two acts waited for each other: nothing was done, try again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Any page that acts under the lock of a case may come here."""
        stopped = ("lock timeout", "deadlock detected")
        is_busy = isinstance(exception, OperationalError) and any(words in str(exception) for words in stopped)
        return busy(request) if is_busy else None
