"""What no page has to think of: its length on the way, characters the database cannot keep, and a case that somebody else holds for too long."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.shortcuts import render

from casework.views import busy
from documents.archive import Damaged
from documents.custody.actions import note_damage


class CompressionMiddleware(GZipMiddleware):
    """Texts leave compressed; papers and downloads are as short as they get, and a stream keeps its length.

    A secret beside words of a stranger's choice could be guessed by the length of the answer (BREACH). The token of a form is masked
    anew for every answer and Django adds a random number of bytes; the pages that show secrets themselves (keys of the second
    factor, recovery codes) stay as they are.
    """

    COMPRESSED = ("text/html", "text/calendar", "text/csv", "text/plain", "image/svg+xml", "application/json")
    SECRETS = ("/accounts/", "/deadlines/")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress what is a text of moderate length and holds no secret."""
        kind = response.headers.get("Content-Type", "").partition(";")[0]
        if response.streaming or kind not in self.COMPRESSED or request.path.startswith(self.SECRETS):
            return response
        return super().process_response(request, response)


class HeadersMiddleware:
    """What the pages may use of the browser: keys for the second factor, and nothing else that a stranger's script could want."""

    OWN = ("publickey-credentials-create", "publickey-credentials-get", "clipboard-write", "fullscreen")
    NONE = (
        "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid",
        "idle-detection", "local-fonts", "magnetometer", "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb",
    )  # fmt: skip
    POLICY = ", ".join([*(f"{name}=(self)" for name in OWN), *(f"{name}=()" for name in NONE)])

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", self.POLICY)
        return response


class NulMiddleware:
    """No person types a NUL, and PostgreSQL keeps none: an address with one is a bad request, not an error of ours."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        return self.get_response(request)


class DamageMiddleware:
    """Frozen bytes that are not what was frozen: whoever was to use them is stopped, the journal and the office know."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The transaction of the page has been rolled back; what is written here stays."""
        if not isinstance(exception, Damaged):
            return None
        note_damage(exception.sha256)
        return render(request, "documents/damaged.html", {"sha256": exception.sha256}, status=503)


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
