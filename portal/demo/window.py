"""The window on the city while its past is being played: everything may be read, nothing may be done.

The pages come from the playing process itself, so the time they tell is the time of the city. Acts are refused: they
would stand in the journal before what is still to be played.
"""

import socket
import threading
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.db.backends.signals import connection_created
from django.utils import timezone

_open = threading.Event()
_reader = threading.local()
Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def living_day() -> date | None:
    """The day it is in the city while it is played; nothing once it has come to the present."""
    return timezone.localdate() if _open.is_set() else None


class Window:
    """Serves the site from a thread of this process."""

    def __init__(self, listener: socket.socket, say: Callable[[str], None] = lambda text: None) -> None:
        self.listener, self.say = listener, say
        self.server: Any = None

    def open(self) -> None:
        """From here on the site answers."""
        from django.core.servers.basehttp import ThreadedWSGIServer  # noqa: PLC0415 - the site's own server comes later
        from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 - the window opens before the site does

        connection_created.connect(_read_only, dispatch_uid="window")
        host, port = self.listener.getsockname()
        self.server = ThreadedWSGIServer((host, port), _handler(), bind_and_activate=False)
        self.server.socket.close()
        self.server.socket, self.server.server_name, self.server.server_port = self.listener, host, port
        self.server.setup_environ()
        self.server.set_app(look_only(get_wsgi_application()))
        self.listener.listen(128)
        _open.set()
        threading.Thread(target=self.server.serve_forever, args=(0.1,), daemon=True).start()
        self.say(f"  Сайт уже отвечает: http://{host}:{port} — пока город проживает свои месяцы, его можно читать.")

    def close(self) -> None:
        """Whoever comes now waits for the next server, which listens at the same socket."""
        if self.server:
            self.server.shutdown()
            self.server.server_close()
        _open.clear()
        connection_created.disconnect(dispatch_uid="window")


def _handler() -> type:
    from django.core.servers.basehttp import WSGIRequestHandler  # noqa: PLC0415 - the window opens before the site does

    class Quiet(WSGIRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            """The screen belongs to the stages."""

    return Quiet


def look_only(application: Application) -> Application:
    """The site for readers: an act is answered with a page that says when it will be possible."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        _reader.is_here = True
        if environ["REQUEST_METHOD"] in {"GET", "HEAD"}:
            return application(environ, start_response)
        return _refuse(environ, start_response)

    return answer


def _refuse(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    from django.core.handlers.wsgi import WSGIRequest  # noqa: PLC0415 - the window opens before the site does
    from django.shortcuts import render  # noqa: PLC0415 - the window opens before the site does

    response = render(WSGIRequest(environ), "portal/living.html", {"living_day": None}, status=503)
    response["Retry-After"] = "10"
    start_response("503 Service Unavailable", list(response.items()))
    return [response.content]


def _read_only(connection: Any, **facts: Any) -> None:
    """A reader's connection cannot write, whatever the page tries."""
    if getattr(_reader, "is_here", False):
        with connection.cursor() as cursor:
            cursor.execute("SET default_transaction_read_only TO on")
